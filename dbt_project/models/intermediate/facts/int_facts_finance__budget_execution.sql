-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
select
    unit_code,
    unit_name_zh,
    'LOCAL_REVENUE' as indicator_code,
    amount_cny_10k as indicator_value,
    amount_cny_10k_text as value_text,
    'rows' as table_name,
    'amount_cny_10k' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_finance__budget_execution') }}
where item_name_zh = '地方一般公共预算收入'

union all

select
    unit_code,
    unit_name_zh,
    'PUBLIC_EXPENDITURE' as indicator_code,
    amount_cny_10k as indicator_value,
    amount_cny_10k_text as value_text,
    'rows' as table_name,
    'amount_cny_10k' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_finance__budget_execution') }}
where item_name_zh = '一般公共预算支出'
