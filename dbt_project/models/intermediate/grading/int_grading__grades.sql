with grades as (
    select
        grade_name_zh as grade_code,
        lower_bound
    from {{ ref('stg_efficiency_office__scheme__grades') }}
),

-- Letters run from best to worst, so the best grade reached is the least letter.
by_threshold as (
    select
        ranks.unit_code,
        ranks.group_code,
        ranks.composite_score,
        ranks.rank_in_group,
        ranks.group_unit_count,
        min(grades.grade_code) as grade_threshold
    from {{ ref('int_grading__ranks') }} as ranks
    left join grades on ranks.composite_score >= grades.lower_bound
    group by
        ranks.unit_code, ranks.group_code, ranks.composite_score, ranks.rank_in_group, ranks.group_unit_count
),

group_sizes as (
    select distinct
        group_code,
        group_unit_count
    from by_threshold
),

allowed as (
    select
        group_sizes.group_code,
        quotas.grade_name_zh as grade_code,
        case quotas.rounding
            when 'floor' then floor(quotas.max_share_pct * group_sizes.group_unit_count / 100)
            when 'ceiling' then ceiling(quotas.max_share_pct * group_sizes.group_unit_count / 100)
            else {{ round_half_up(div_half_up('(quotas.max_share_pct * group_sizes.group_unit_count)', '100'), '0') }}
        end as units_allowed
    from group_sizes
    inner join {{ ref('stg_efficiency_office__scheme__quotas') }} as quotas
        on group_sizes.group_code = quotas.group_code
),

with_allowed as (
    select
        by_threshold.*,
        best.units_allowed as best_allowed,
        good.units_allowed as good_allowed
    from by_threshold
    left join allowed as best on by_threshold.group_code = best.group_code and best.grade_code = 'A'
    left join allowed as good on by_threshold.group_code = good.group_code and good.grade_code = 'B'
),

after_best as (
    select
        *,
        case when grade_threshold = 'A' and rank_in_group > best_allowed then 'B' else grade_threshold end
            as grade_after_best
    from with_allowed
),

after_quota as (
    select
        *,
        case when grade_after_best = 'B' and rank_in_group > good_allowed then 'C' else grade_after_best end
            as grade_after_quota
    from after_best
),

final as (
    select
        after_quota.*,
        composites.grade_cap,
        composites.veto_item_code,
        case
            when composites.grade_cap > after_quota.grade_after_quota then composites.grade_cap
            else after_quota.grade_after_quota
        end as grade_final
    from after_quota
    inner join {{ ref('int_scoring__composites') }} as composites on after_quota.unit_code = composites.unit_code
),

next_bounds as (
    select
        final.unit_code,
        max(grades.grade_code) as next_grade
    from final
    inner join grades on final.grade_final > grades.grade_code
    group by final.unit_code
)

select
    final.unit_code,
    final.group_code,
    final.rank_in_group,
    final.group_unit_count,
    final.grade_threshold,
    final.grade_after_quota,
    final.grade_final,
    case final.grade_final when 'A' then '优秀' when 'B' then '良好' when 'C' then '一般' when 'D' then '差' end
        as grade_final_name_zh,
    case when final.grade_cap > final.grade_after_quota then final.veto_item_code end as veto_item_code,
    case
        when final.grade_cap > final.grade_after_quota
            then '一票否决（' || final.veto_item_code || '），最高等次受限'
        when final.grade_after_quota > final.grade_threshold
            then '达到等次分数线，位次超出等次比例'
        else '按综合得分达到等次分数线'
    end as grade_reason_zh,
    case
        when final.grade_cap > final.grade_after_quota
            then 'Capped by veto ' || final.veto_item_code || '.'
        when final.grade_after_quota > final.grade_threshold
            then 'Reached the bound of a better grade, but its rank is beyond the quota.'
        else 'By the bound that the composite score reaches.'
    end as grade_reason_en,
    next_bounds.next_grade,
    cast(grades.lower_bound - final.composite_score as decimal(24, 12)) as gap_to_next_grade
from final
left join next_bounds on final.unit_code = next_bounds.unit_code
left join grades on next_bounds.next_grade = grades.grade_code
