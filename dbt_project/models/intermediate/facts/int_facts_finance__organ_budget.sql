select
    unit_code as unit_code,
    unit_name_zh,
    'ORGAN_BUDGET' as indicator_code,
    budget_cny_10k as indicator_value,
    'budget_cny_10k' as field_name,
    'rows' as table_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature
from {{ ref('stg_finance__organ_budget') }}

union all

select
    unit_code as unit_code,
    unit_name_zh,
    'BUDGET_EXECUTION_RATE' as indicator_code,
    budget_execution_pct as indicator_value,
    'budget_execution_pct' as field_name,
    'rows' as table_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature
from {{ ref('stg_finance__organ_budget') }}

union all

select
    unit_code as unit_code,
    unit_name_zh,
    'OFFICIAL_EXPENSE' as indicator_code,
    official_expense_cny_10k as indicator_value,
    'official_expense_cny_10k' as field_name,
    'rows' as table_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature
from {{ ref('stg_finance__organ_budget') }}
