-- A release says that it rests on sample data as soon as one submission or one score does.
select
    release.release_id,
    release.is_synthetic
from {{ ref('meta_release') }} as release
where
    release.is_synthetic is distinct from (
        exists (select 1 from {{ ref('meta_input') }} as inputs where inputs.is_synthetic)
    )
    or (
        not release.is_synthetic
        and exists (select 1 from {{ ref('fct_indicator_score') }} as scores where scores.is_synthetic)
    )
