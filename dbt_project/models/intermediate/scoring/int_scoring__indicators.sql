-- The score of every indicator with a weight in the unit's group, or why there is none. Written narrow: what is recorded of its value
-- stands with the values.
with part_sums as (
    select
        unit_code,
        indicator_code,
        sum(case when part_status in ('used', 'zeroed') then share * part_score end) as weighted_sum,
        sum(case when part_status in ('used', 'zeroed') then share end) as share_sum,
        sum(case when part_status in ('used', 'zeroed') then 1 else 0 end) as parts_used,
        sum(case when part_status = 'held' then 1 else 0 end) as parts_held,
        max(case when part_status = 'used' and reference_is_synthetic then 1 else 0 end) as synthetic_references
    from {{ ref('int_scoring__part_scores') }}
    group by unit_code, indicator_code
),

scored as (
    select
        measured.unit_code,
        measured.group_code,
        measured.indicator_code,
        weights.parent_code as dimension_code,
        weights.weight,
        measured.scoring_status,
        measured.value_treatment,
        measured.transformed_value is not null and measured.value_treatment in ('as_delivered', 'winsorised', 'trimmed')
            as is_delivered,
        coalesce(measured.is_synthetic, false) as value_is_synthetic,
        part_sums.share_sum,
        coalesce(part_sums.parts_used, 0) as parts_used,
        coalesce(part_sums.synthetic_references, 0) = 1 as has_synthetic_references,
        case
            when measured.scoring_status = 'zero' then 0
            when part_sums.parts_held = 0
                then {{ less_penalty(weighted_mean('part_sums.weighted_sum', 'part_sums.share_sum'), 'measured.penalty_points') }}
        end as score_unrounded
    from {{ ref('int_scoring__values') }} as measured
    inner join {{ ref('int_scheme__weights') }} as weights
        on
            measured.group_code = weights.group_code
            and measured.indicator_code = weights.node_code
            and weights.node_kind = 'indicator'
    left join part_sums
        on measured.unit_code = part_sums.unit_code and measured.indicator_code = part_sums.indicator_code
)

select
    scored.unit_code,
    scored.group_code,
    scored.indicator_code,
    scored.dimension_code,
    scored.weight,
    cast(scored.score_unrounded as decimal(24, 12)) as score_unrounded,
    cast({{ round_half_up('scored.score_unrounded', 'settings.indicator_decimals') }} as decimal(24, 12)) as score,
    case
        when scored.scoring_status = 'not_applicable' then 'not_applicable'
        when scored.score_unrounded is null then 'missing'
        else 'scored'
    end as score_status,
    -- A blank that gives its weight to the others doesn't score, but the unit still lacks a figure that applies to it.
    case
        when
            scored.scoring_status = 'not_applicable'
            and (scored.value_treatment <> 'reweighted' or optional.availability_counts = 'filled')
            then 'not_applicable'
        when scored.score_unrounded is not null and (scored.is_delivered or optional.availability_counts = 'filled')
            then 'available'
        else 'not_available'
    end as availability_status,
    cast(scored.share_sum as decimal(24, 12)) as share_in_use,
    cast(scored.parts_used as integer) as parts_used,
    scored.value_is_synthetic or scored.has_synthetic_references as is_synthetic
from scored
cross join {{ ref('int_scheme__settings') }} as settings
cross join {{ ref('int_scheme__optional_settings') }} as optional
