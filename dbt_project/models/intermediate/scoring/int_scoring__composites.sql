-- Every participant's composite, or that it is held back: a held unit has no component, adjustment or composite.
with component_sums as (
    select
        unit_code,
        sum(weight * score) as weighted_sum,
        -- What has no score in a unit that is rated has left: the scheme lets a missing appraisal do so.
        sum(case when score is not null then weight end) as weight_sum,
        sum(case when node_kind = 'indicators' then weight * score end) as indicator_weighted_sum,
        sum(case when node_kind = 'indicators' then weight end) as indicator_weight_sum,
        count(case when node_kind = 'indicators' then score end) as indicator_component_count,
        max(case when node_kind = 'indicators' then score end) as highest_indicator_component_score,
        max(case when node_kind = 'appraisal' then score end) as appraisal_score
    from {{ ref('int_scoring__components') }}
    group by unit_code
),

indicator_counts as (
    select
        unit_code,
        sum(case when node_kind = 'indicator' then 1 else 0 end) as indicators_required,
        sum(case when node_kind = 'indicator' and node_status = 'scored' then 1 else 0 end) as indicators_present,
        sum(case when node_kind = 'indicator' and node_status = 'not_applicable' then 1 else 0 end) as indicators_not_applicable,
        sum(case when node_kind = 'indicator' and node_status = 'missing' then 1 else 0 end) as indicators_missing,
        sum(case when node_kind = 'dimension' and is_below_minimum then 1 else 0 end) as dimensions_below_minimum
    from {{ ref('int_scoring__nodes') }}
    group by unit_code
),

rated as (
    select
        component_sums.unit_code,
        case
            when component_sums.indicator_component_count > 1
                then {{ round_half_up(
                    weighted_mean('component_sums.indicator_weighted_sum', 'component_sums.indicator_weight_sum'),
                    'settings.component_decimals'
                ) }}
            else component_sums.highest_indicator_component_score
        end as indicator_component_score,
        component_sums.appraisal_score,
        {{ weighted_mean(
            'component_sums.weighted_sum',
            "case optional.composite_rule when 'points' then 100 else component_sums.weight_sum end"
        ) }} as weighted_score,
        totals.deduction_points,
        totals.bonus_points
    from component_sums
    cross join {{ ref('int_scheme__settings') }} as settings
    cross join {{ ref('int_scheme__optional_settings') }} as optional
    inner join {{ ref('int_adjustment__totals') }} as totals on component_sums.unit_code = totals.unit_code
    left join {{ ref('int_scoring__holds') }} as holds on component_sums.unit_code = holds.unit_code
    where holds.unit_code is null
),

bounded as (
    select
        rated.*,
        {{ clip(
            'rated.weighted_score - rated.deduction_points + rated.bonus_points',
            'settings.composite_floor',
            'settings.composite_cap'
        ) }} as composite_unrounded,
        settings.composite_decimals
    from rated
    cross join {{ ref('int_scheme__settings') }} as settings
)

select
    participants.unit_code,
    participants.group_code,
    cast(bounded.indicator_component_score as decimal(24, 12)) as indicator_component_score,
    bounded.appraisal_score,
    cast(bounded.weighted_score as decimal(24, 12)) as weighted_score,
    bounded.deduction_points,
    bounded.bonus_points,
    cast(bounded.composite_unrounded as decimal(24, 12)) as composite_unrounded,
    cast({{ round_half_up('bounded.composite_unrounded', 'bounded.composite_decimals') }} as decimal(24, 12))
        as composite_score,
    cast(coalesce(counts.indicators_required, 0) as integer) as indicators_required,
    cast(coalesce(counts.indicators_present, 0) as integer) as indicators_present,
    cast(coalesce(counts.indicators_not_applicable, 0) as integer) as indicators_not_applicable,
    cast(coalesce(counts.indicators_missing, 0) as integer) as indicators_missing,
    cast(coalesce(counts.dimensions_below_minimum, 0) as integer) as dimensions_below_minimum,
    availability.availability_pct,
    case when bounded.unit_code is null then 'held' else 'rated' end as result_status,
    holds.hold_reason_zh,
    holds.hold_reason_en
from {{ ref('int_unit__participants') }} as participants
left join bounded on participants.unit_code = bounded.unit_code
left join indicator_counts as counts on participants.unit_code = counts.unit_code
left join {{ ref('int_scoring__availability') }} as availability on participants.unit_code = availability.unit_code
left join {{ ref('int_scoring__holds') }} as holds on participants.unit_code = holds.unit_code
