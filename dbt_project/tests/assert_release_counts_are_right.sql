-- What the release says of its size is what stands in it.
with results as (
    select
        count(*) as unit_count,
        sum(case when result_status = 'rated' then 1 else 0 end) as rated_unit_count
    from {{ ref('fct_unit_result') }}
),

inputs as (
    select count(*) as input_count
    from {{ ref('meta_input') }}
)

select
    release.unit_count,
    release.rated_unit_count,
    release.input_count
from {{ ref('meta_release') }} as release
cross join results
cross join inputs
where
    release.unit_count is distinct from results.unit_count
    or release.rated_unit_count is distinct from results.rated_unit_count
    or release.input_count is distinct from inputs.input_count
