with scheme as (
    select
        submissions.submission_id,
        submissions.file_sha256
    from {{ ref('stg_build__submissions') }} as submissions
    inner join {{ ref('int_build__parameters') }} as build on submissions.period_year = build.period_year
    where submissions.bureau_code = 'efficiency_office' and submissions.dataset_code = 'scheme'
),

inputs as (
    select count(*) as input_count
    from {{ ref('stg_build__submissions') }}
),

units as (
    select count(*) as unit_count
    from {{ ref('int_unit__participants') }}
)

select
    build.release_id,
    build.release_kind,
    build.period_code,
    build.period_year as evaluation_year,
    build.previous_release_id,
    scheme.submission_id as scheme_submission_id,
    scheme.file_sha256 as scheme_sha256,
    build.is_synthetic,
    case when build.is_synthetic then '演示数据，不是正式结果' end as notice_zh,
    case when build.is_synthetic then 'sample data, not an official result' end as notice_en,
    build.code_version,
    cast(inputs.input_count as integer) as input_count,
    cast(units.unit_count as integer) as unit_count,
    -- Filled by fct_unit_result in an annual build; a monitoring release rates nobody.
    cast(null as integer) as rated_unit_count
from {{ ref('int_build__parameters') }} as build
cross join scheme
cross join inputs
cross join units
