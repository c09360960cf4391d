-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
select
    unit_code,
    unit_name_zh,
    'NEW_JOBS' as indicator_code,
    new_jobs_persons as indicator_value,
    new_jobs_persons_text as value_text,
    'rows' as table_name,
    'new_jobs_persons' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_human_resources__employment') }}

union all

select
    unit_code,
    unit_name_zh,
    'UNEMPLOYMENT_RATE' as indicator_code,
    unemployment_rate_pct as indicator_value,
    unemployment_rate_pct_text as value_text,
    'rows' as table_name,
    'unemployment_rate_pct' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_human_resources__employment') }}
