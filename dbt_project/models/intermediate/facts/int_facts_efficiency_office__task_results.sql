-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
select
    unit_code,
    unit_name_zh,
    indicator_code,
    result_value as indicator_value,
    result_value_text as value_text,
    'rows' as table_name,
    'result_value' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_efficiency_office__task_results') }}
