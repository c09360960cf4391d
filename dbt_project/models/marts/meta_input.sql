select
    build.release_id,
    submissions.submission_id,
    submissions.bureau_code,
    submissions.dataset_code,
    submissions.period_code,
    submissions.file_name,
    submissions.file_sha256,
    submissions.contract_version,
    submissions.is_synthetic,
    cast(submissions.row_count as integer) as row_count
from {{ ref('stg_build__submissions') }} as submissions
cross join {{ ref('int_build__parameters') }} as build
order by submissions.submission_id
