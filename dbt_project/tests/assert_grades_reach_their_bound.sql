-- The threshold's grade is the best whose bound the composite reaches: not one less, not one more.
select
    results.unit_code,
    results.composite_score,
    results.grade_threshold
from {{ ref('fct_unit_result') }} as results
inner join {{ ref('dim_grade_bound') }} as bounds on results.pool_code = bounds.pool_code
where
    results.result_status = 'rated'
    and (
        (bounds.grade_code = results.grade_threshold and results.composite_score < bounds.lower_bound)
        or (bounds.grade_code < results.grade_threshold and results.composite_score >= bounds.lower_bound)
    )
