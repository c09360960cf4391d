-- A release says that it rests on sample data when a submission does, and no score does without it.
with inputs as (
    select max(case when is_synthetic then 1 else 0 end) = 1 as is_synthetic
    from {{ ref('meta_input') }}
),

scores as (
    select max(case when is_synthetic then 1 else 0 end) = 1 as is_synthetic
    from {{ ref('fct_indicator_score') }}
)

select
    release.release_id,
    release.is_synthetic
from {{ ref('meta_release') }} as release
cross join inputs
cross join scores
where
    release.is_synthetic is distinct from inputs.is_synthetic
    or (scores.is_synthetic and not release.is_synthetic)
