-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
select
    unit_code,
    unit_name_zh,
    'PROJECT_PLAN' as indicator_code,
    planned_investment_cny_100m_as_cny_10k as indicator_value,
    planned_investment_cny_100m_text as value_text,
    'rows' as table_name,
    'planned_investment_cny_100m' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_development_reform__project_progress') }}

union all

select
    unit_code,
    unit_name_zh,
    'PROJECT_INVESTMENT' as indicator_code,
    completed_investment_cny_100m_as_cny_10k as indicator_value,
    completed_investment_cny_100m_text as value_text,
    'rows' as table_name,
    'completed_investment_cny_100m' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_development_reform__project_progress') }}

union all

select
    unit_code,
    unit_name_zh,
    'PROJECT_START_RATE' as indicator_code,
    started_projects_pct as indicator_value,
    started_projects_pct_text as value_text,
    'rows' as table_name,
    'started_projects_pct' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_development_reform__project_progress') }}
