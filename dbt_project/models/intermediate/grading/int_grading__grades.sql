-- Grades in their order: bound, quota, caps, decision. Letters run from best to worst, so the best grade reached is the least letter.
with by_threshold as (
    select
        ranks.unit_code,
        min(bounds.grade_code) as grade_threshold
    from {{ ref('int_grading__ranks') }} as ranks
    inner join {{ ref('int_grading__bounds') }} as bounds
        on ranks.pool_code = bounds.pool_code and ranks.composite_score >= bounds.lower_bound
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
        on ranks.pool_code = best.pool_code and best.grade_code = 'A'
    left join {{ ref('int_grading__quotas') }} as good
        on ranks.pool_code = good.pool_code and good.grade_code = 'B'
),

after_quota as (
    select
        *,
        case when grade_after_best = 'B' and quota_place > good_allowed then 'C' else grade_after_best end
            as grade_after_quota
    from after_best
),

after_caps as (
    select
        after_quota.*,
        caps.grade_cap > after_quota.grade_after_quota as is_capped,
        case
            when caps.grade_cap > after_quota.grade_after_quota then caps.grade_cap
            else after_quota.grade_after_quota
        end as grade_computed
    from after_quota
    left join {{ ref('int_grading__caps') }} as caps on after_quota.unit_code = caps.unit_code
),

decided as (
    select
        after_caps.*,
        decisions.document_no,
        decisions.approved_date,
        decisions.adjustment_reason,
        coalesce(decisions.grade_adjusted, after_caps.grade_computed) as grade_final,
        case optional.leadership_grade
            when 'own' then coalesce(decisions.leadership_grade, decisions.grade_adjusted, after_caps.grade_computed)
        end as leadership_grade
    from after_caps
    cross join {{ ref('int_scheme__optional_settings') }} as optional
    left join {{ ref('stg_efficiency_office__scheme__grade_adjustments') }} as decisions
        on after_caps.unit_code = decisions.unit_code
),

next_grades as (
    select
        decided.unit_code,
        max(bounds.grade_code) as next_grade
    from decided
    inner join {{ ref('int_grading__bounds') }} as bounds
        on decided.pool_code = bounds.pool_code and decided.grade_final > bounds.grade_code
    group by decided.unit_code
)

select
    decided.unit_code,
    decided.group_code,
    decided.pool_code,
    decided.composite_score,
    decided.rank_in_group,
    decided.group_unit_count,
    decided.place_in_pool,
    decided.quota_place,
    decided.best_allowed,
    decided.good_allowed,
    decided.grade_threshold,
    reached.lower_bound as threshold_bound,
    reached.bound_basis,
    decided.grade_after_best,
    decided.grade_after_quota,
    decided.grade_computed,
    decided.grade_final,
    {{ grade_name_zh('decided.grade_final') }} as grade_final_name_zh,
    case when decided.is_capped then caps.veto_item_code end as veto_item_code,
    case when decided.is_capped then caps.limit_no end as limit_no,
    decided.document_no,
    decided.approved_date,
    decided.adjustment_reason,
    decided.leadership_grade,
    next_grades.next_grade,
    cast(following.lower_bound - decided.composite_score as decimal(24, 12)) as gap_to_next_grade
from decided
left join {{ ref('int_grading__caps') }} as caps on decided.unit_code = caps.unit_code
left join {{ ref('int_grading__bounds') }} as reached
    on decided.pool_code = reached.pool_code and decided.grade_threshold = reached.grade_code
left join next_grades on decided.unit_code = next_grades.unit_code
left join {{ ref('int_grading__bounds') }} as following
    on decided.pool_code = following.pool_code and next_grades.next_grade = following.grade_code
