-- The threshold's grade is the best whose bound the composite reaches: not one less, not one more.
with grades as (
    select * from {{ ref('stg_efficiency_office__scheme__grades') }}
)

select
    results.unit_code,
    results.composite_score,
    results.grade_threshold
from {{ ref('fct_unit_result') }} as results
cross join grades
where
    results.result_status = 'rated'
    and (
        (grades.grade_code = results.grade_threshold and results.composite_score < grades.lower_bound)
        or (grades.grade_code < results.grade_threshold and results.composite_score >= grades.lower_bound)
    )
