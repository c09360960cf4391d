-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
select
    unit_code,
    unit_name_zh,
    'ORGAN_BUDGET' as indicator_code,
    budget_cny_10k as indicator_value,
    budget_cny_10k_text as value_text,
    'rows' as table_name,
    'budget_cny_10k' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_finance__organ_budget') }}

union all

select
    unit_code,
    unit_name_zh,
    'BUDGET_EXECUTION_RATE' as indicator_code,
    budget_execution_pct as indicator_value,
    budget_execution_pct_text as value_text,
    'rows' as table_name,
    'budget_execution_pct' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_finance__organ_budget') }}

union all

select
    unit_code,
    unit_name_zh,
    'OFFICIAL_EXPENSE' as indicator_code,
    official_expense_cny_10k as indicator_value,
    official_expense_cny_10k_text as value_text,
    'rows' as table_name,
    'official_expense_cny_10k' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_finance__organ_budget') }}
