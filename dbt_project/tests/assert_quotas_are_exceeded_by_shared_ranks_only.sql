-- Nobody beyond the places that a quota allows holds its grade, unless those on the last of them share it; and nobody is lowered who stands
-- within them or whose grade has no quota. That of 良好 counts those with 优秀 too, but lowers none of them.
with placed as (
    select
        results.unit_code,
        results.pool_code,
        results.grade_threshold,
        results.grade_after_quota,
        ranks.quota_place,
        excellent.units_allowed as excellent_allowed,
        good.units_allowed as good_allowed
    from {{ ref('fct_unit_result') }} as results
    inner join {{ ref('int_grading__ranks') }} as ranks on results.unit_code = ranks.unit_code
    left join {{ ref('int_grading__quotas') }} as excellent
        on results.pool_code = excellent.pool_code and excellent.grade_code = 'A'
    left join {{ ref('int_grading__quotas') }} as good
        on results.pool_code = good.pool_code and good.grade_code = 'B'
    where results.result_status = 'rated'
)

select *
from placed
where
    (grade_after_quota = 'A' and quota_place > excellent_allowed)
    or (grade_after_quota = 'B' and quota_place > good_allowed)
    or (grade_threshold = 'A' and grade_after_quota > 'A' and not coalesce(quota_place > excellent_allowed, false))
    or (grade_threshold <= 'B' and grade_after_quota > 'B' and not coalesce(quota_place > good_allowed, false))
    or (
        grade_after_quota is distinct from grade_threshold
        and not coalesce(grade_after_quota in ('B', 'C') and grade_threshold < grade_after_quota, false)
    )
