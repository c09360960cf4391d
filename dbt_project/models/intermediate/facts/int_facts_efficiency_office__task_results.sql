select
    unit_code as unit_code,
    unit_name_zh,
    indicator_code as indicator_code,
    result_value as indicator_value,
    'result_value' as field_name,
    'rows' as table_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature
from {{ ref('stg_efficiency_office__task_results') }}
