-- Grades in their order: threshold, quota, veto. Letters run from best to worst, so the best grade reached is the least letter.
with grades as (
    select
        grade_code,
        lower_bound
    from {{ ref('stg_efficiency_office__scheme__grades') }}
),

by_threshold as (
    select
        ranks.unit_code,
        min(grades.grade_code) as grade_threshold
    from {{ ref('int_grading__ranks') }} as ranks
    inner join grades on ranks.composite_score >= grades.lower_bound
    group by ranks.unit_code
),

after_best as (
    select
        ranks.*,
        by_threshold.grade_threshold,
        best.units_allowed as best_allowed,
        good.units_allowed as good_allowed,
        case
            when by_threshold.grade_threshold = 'A' and ranks.quota_place > best.units_allowed then 'B'
            else by_threshold.grade_threshold
        end as grade_after_best
    from {{ ref('int_grading__ranks') }} as ranks
    left join by_threshold on ranks.unit_code = by_threshold.unit_code
    left join {{ ref('int_grading__quotas') }} as best
        on ranks.group_code = best.group_code and best.grade_code = 'A'
    left join {{ ref('int_grading__quotas') }} as good
        on ranks.group_code = good.group_code and good.grade_code = 'B'
),

after_quota as (
    select
        *,
        case when grade_after_best = 'B' and quota_place > good_allowed then 'C' else grade_after_best end
            as grade_after_quota
    from after_best
),

after_veto as (
    select
        after_quota.*,
        case when totals.grade_cap > after_quota.grade_after_quota then totals.veto_item_code end as veto_item_code,
        case
            when totals.grade_cap > after_quota.grade_after_quota then totals.grade_cap
            else after_quota.grade_after_quota
        end as grade_final
    from after_quota
    left join {{ ref('int_adjustment__totals') }} as totals on after_quota.unit_code = totals.unit_code
),

next_grades as (
    select
        after_veto.unit_code,
        max(grades.grade_code) as next_grade
    from after_veto
    inner join grades on after_veto.grade_final > grades.grade_code
    group by after_veto.unit_code
)

select
    after_veto.unit_code,
    after_veto.group_code,
    after_veto.composite_score,
    after_veto.rank_in_group,
    after_veto.group_unit_count,
    after_veto.quota_place,
    after_veto.best_allowed,
    after_veto.good_allowed,
    after_veto.grade_threshold,
    reached.lower_bound as threshold_bound,
    after_veto.grade_after_best,
    after_veto.grade_after_quota,
    after_veto.grade_final,
    {{ grade_name_zh('after_veto.grade_final') }} as grade_final_name_zh,
    after_veto.veto_item_code,
    next_grades.next_grade,
    cast(following.lower_bound - after_veto.composite_score as decimal(24, 12)) as gap_to_next_grade
from after_veto
left join grades as reached on after_veto.grade_threshold = reached.grade_code
left join next_grades on after_veto.unit_code = next_grades.unit_code
left join grades as following on next_grades.next_grade = following.grade_code
