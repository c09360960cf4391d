-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
select
    unit_code,
    unit_name_zh,
    'ESTABLISHED_POSTS' as indicator_code,
    established_posts_persons as indicator_value,
    established_posts_persons_text as value_text,
    'rows' as table_name,
    'established_posts_persons' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_human_resources__headcount') }}

union all

select
    unit_code,
    unit_name_zh,
    'STAFF' as indicator_code,
    staff_persons as indicator_value,
    staff_persons_text as value_text,
    'rows' as table_name,
    'staff_persons' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_human_resources__headcount') }}
