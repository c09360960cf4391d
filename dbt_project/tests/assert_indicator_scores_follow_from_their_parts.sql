-- Each indicator score is the mean of its parts as published, by their shares, less what a filled value costs; an indicator has parts
-- unless it does not apply or is not scored by them.
with part_sums as (
    select
        unit_code,
        indicator_code,
        sum(case when part_status in ('used', 'zeroed') then share * part_score end) as weighted_sum,
        sum(case when part_status in ('used', 'zeroed') then share end) as share_sum,
        sum(case when part_status in ('used', 'zeroed') then 1 else 0 end) as parts_used,
        sum(case when part_status = 'held' then 1 else 0 end) as parts_held
    from {{ ref('fct_indicator_score_part') }}
    group by unit_code, indicator_code
),

recomputed as (
    select
        part_sums.unit_code,
        part_sums.indicator_code,
        part_sums.parts_used,
        case when part_sums.parts_held = 0 then {{ round_half_up(
            less_penalty(weighted_mean('part_sums.weighted_sum', 'part_sums.share_sum'), 'coalesce(scores.penalty_points, 0)'),
            'settings.indicator_decimals'
        ) }} end as score
    from part_sums
    left join {{ ref('fct_indicator_score') }} as scores
        on part_sums.unit_code = scores.unit_code and part_sums.indicator_code = scores.indicator_code
    cross join {{ ref('int_scheme__settings') }} as settings
)

select
    coalesce(scores.unit_code, recomputed.unit_code) as unit_code,
    coalesce(scores.indicator_code, recomputed.indicator_code) as indicator_code,
    scores.score,
    recomputed.score as recomputed_score
from {{ ref('fct_indicator_score') }} as scores
full outer join recomputed
    on scores.unit_code = recomputed.unit_code and scores.indicator_code = recomputed.indicator_code
where
    scores.unit_code is null
    or (scores.score_status = 'not_applicable' or scores.value_treatment in ('zero', 'too_few_units'))
    <> (recomputed.unit_code is null)
    or scores.parts_used <> coalesce(recomputed.parts_used, 0)
    or scores.score is distinct from case when scores.value_treatment = 'zero' then 0 else recomputed.score end
