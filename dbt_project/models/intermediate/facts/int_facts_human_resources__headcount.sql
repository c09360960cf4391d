select
    unit_code as unit_code,
    unit_name_zh,
    'ESTABLISHED_POSTS' as indicator_code,
    established_posts_persons as indicator_value,
    'established_posts_persons' as field_name,
    'rows' as table_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature
from {{ ref('stg_human_resources__headcount') }}

union all

select
    unit_code as unit_code,
    unit_name_zh,
    'STAFF' as indicator_code,
    staff_persons as indicator_value,
    'staff_persons' as field_name,
    'rows' as table_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature
from {{ ref('stg_human_resources__headcount') }}
