-- The tree of indicators of every unit from the leaves up, one level at a time: what applies, what has left, weights then, scores.
{%- set details -%}
availability_pct, missing_count, is_below_minimum, applied_child_weight_sum, child_weight_sum, linear_score, score_unrounded
{%- endset %}
{%- set told -%}
unit_code, group_code, node_code, parent_code, node_level, node_kind, weight, base_weight, receiver_code, node_status, {{ details }}, score
{%- endset %}
with settings as (
    select
        settings.not_applicable_rule,
        settings.dimension_decimals,
        settings.component_decimals,
        optional.geometric_zero,
        case optional.geometric_zero when 'floor' then optional.geometric_floor else 0 end as geometric_floor,
        optional.availability_of
    from {{ ref('int_scheme__settings') }} as settings
    cross join {{ ref('int_scheme__optional_settings') }} as optional
),

expected as (
    select
        participants.unit_code,
        participants.group_code,
        weights.node_code,
        weights.parent_code,
        weights.node_level,
        weights.node_kind,
        weights.weight,
        shares.nominal_share_pct,
        nodes.floor_score,
        nodes.cap_score,
        nodes.aggregation_rule,
        nodes.min_availability_pct,
        nodes.availability_rule,
        nodes.receiver_code,
        settings.*
    from {{ ref('int_unit__participants') }} as participants
    inner join {{ ref('int_scheme__weights') }} as weights
        on participants.group_code = weights.group_code and weights.node_kind <> 'appraisal'
    inner join {{ ref('int_scheme__nodes') }} as nodes on weights.node_code = nodes.node_code
    inner join {{ ref('int_scheme__shares') }} as shares
        on participants.group_code = shares.group_code and weights.node_code = shares.node_code
    cross join settings
),

leaves as (
    select
        expected.unit_code,
        expected.group_code,
        expected.node_code,
        expected.parent_code,
        expected.node_level,
        expected.node_kind,
        expected.weight,
        cast(case expected.not_applicable_rule
            when 'to_component' then expected.nominal_share_pct
            else expected.weight
        end as decimal(24, 12)) as base_weight,
        expected.receiver_code,
        indicators.score_status as node_status,
        cast(null as decimal(24, 12)) as availability_pct,
        cast(null as integer) as missing_count,
        cast(null as boolean) as is_below_minimum,
        cast(null as decimal(24, 12)) as applied_child_weight_sum,
        cast(null as decimal(18, 4)) as child_weight_sum,
        cast(null as decimal(24, 12)) as linear_score,
        indicators.score_unrounded,
        indicators.score
    from expected
    inner join {{ ref('int_scoring__indicators') }} as indicators
        on expected.unit_code = indicators.unit_code and expected.node_code = indicators.indicator_code
),

children_5 as (
    select {{ told }} from leaves
    where node_level = 5
)
{%- for level in (4, 3, 2, 1) %}
{%- set below = 'children_' ~ (level + 1) %},

available_{{ level }} as (
    select
        children.unit_code,
        children.parent_code,
        sum(case when children.node_status <> 'not_applicable' then 1 else 0 end) as applicable_count,
        sum(case when children.node_status = 'missing' then 1 else 0 end) as missing_count,
        sum(case when children.node_status = 'scored' then children.base_weight else 0 end) as scored_weight,
        sum(case
            when children.node_status <> 'not_applicable'
                then case settings.availability_of when 'count' then 1 else children.weight end
        end) as applicable_measure,
        sum(case
            when children.node_status = 'scored'
                then case settings.availability_of when 'count' then 1 else children.weight end
            else 0
        end) as scored_measure
    from {{ below }} as children
    cross join settings
    group by children.unit_code, children.parent_code
),

shared_{{ level }} as (
    select
        expected.*,
        available.missing_count,
        available.scored_weight,
        coalesce(available.applicable_count, 0) as applicable_count,
        cast({{ div_half_up('(100 * available.scored_measure)', 'available.applicable_measure') }} as decimal(24, 12))
            as availability_pct
    from expected
    left join available_{{ level }} as available
        on expected.unit_code = available.unit_code and expected.node_code = available.parent_code
    where expected.node_level = {{ level }} and expected.node_kind <> 'indicator'
),

judged_{{ level }} as (
    select
        *,
        coalesce(applicable_count > 0 and coalesce(availability_pct, 0) < min_availability_pct, false) as is_below_minimum,
        case
            when applicable_count = 0 then 'not_applicable'
            when min_availability_pct is null and missing_count > 0 then 'missing'
            when coalesce(availability_pct, 0) < min_availability_pct and availability_rule = 'drop' then 'dropped'
            when coalesce(availability_pct, 0) < min_availability_pct and availability_rule = 'hold' then 'missing'
            when scored_weight > 0 then 'scored'
            else 'missing'
        end as node_status
    from shared_{{ level }}
),

-- What has left gives its weight to its receiver; what stays in a node without a score are also those that lack one.
standing_{{ level }} as (
    select
        children.*,
        children.node_status = 'scored' or (children.node_status = 'missing' and judged.node_status = 'missing') as stands
    from {{ below }} as children
    inner join judged_{{ level }} as judged
        on children.unit_code = judged.unit_code and children.parent_code = judged.node_code
),

moved_{{ level }} as (
    select
        unit_code,
        receiver_code,
        sum(base_weight) as moved_weight
    from standing_{{ level }}
    where not stands and receiver_code is not null
    group by unit_code, receiver_code
),

weighed_{{ level }} as (
    select
        standing.*,
        cast(case when standing.stands then standing.base_weight + coalesce(moved.moved_weight, 0) end as decimal(24, 12))
            as applied_weight
    from standing_{{ level }} as standing
    left join moved_{{ level }} as moved
        on standing.unit_code = moved.unit_code and standing.node_code = moved.receiver_code
),

sums_{{ level }} as (
    select
        weighed.unit_code,
        weighed.parent_code,
        sum(weighed.weight) as child_weight_sum,
        sum(weighed.applied_weight) as applied_child_weight_sum,
        sum(case when weighed.node_status = 'scored' then weighed.applied_weight * weighed.score end) as weighted_sum,
        sum(case when weighed.node_status = 'scored' then weighed.applied_weight end) as scored_weight_sum,
        sum(case
            when weighed.node_status = 'scored'
                then {{ weighted_logarithm('weighed.applied_weight', 'weighed.score', 'settings.geometric_floor') }}
        end) as log_sum,
        min(case
            when weighed.node_status = 'scored' and weighed.applied_weight > 0
                then greatest(weighed.score, settings.geometric_floor)
        end) as lowest_score
    from weighed_{{ level }} as weighed
    cross join settings
    group by weighed.unit_code, weighed.parent_code
),

aggregated_{{ level }} as (
    select
        judged.*,
        sums.child_weight_sum,
        sums.applied_child_weight_sum,
        case
            when judged.node_status = 'scored' and judged.aggregation_rule = 'points'
                then {{ points_sum('sums.weighted_sum', 'sums.scored_weight_sum', 'sums.child_weight_sum') }}
            when judged.node_status = 'scored'
                then {{ weighted_mean('sums.weighted_sum', 'sums.scored_weight_sum') }}
        end as linear_unrounded,
        case
            when judged.node_status = 'scored' and judged.aggregation_rule = 'geometric'
                then
                    case
                        when sums.lowest_score <= 0 then 0
                        else {{ geometric_mean('sums.log_sum', 'sums.scored_weight_sum') }}
                    end
        end as geometric_unrounded
    from judged_{{ level }} as judged
    left join sums_{{ level }} as sums on judged.unit_code = sums.unit_code and judged.node_code = sums.parent_code
),

children_{{ level }} as (
    {%- if level > 1 %}
    select {{ told }} from leaves
    where node_level = {{ level }}
    union all
    {%- endif %}
    select
        unit_code,
        group_code,
        node_code,
        parent_code,
        node_level,
        node_kind,
        weight,
        cast(case not_applicable_rule
            when 'to_component' then coalesce(applied_child_weight_sum, nominal_share_pct)
            else weight
        end as decimal(24, 12)) as base_weight,
        receiver_code,
        node_status,
        availability_pct,
        cast(missing_count as integer) as missing_count,
        is_below_minimum,
        cast(applied_child_weight_sum as decimal(24, 12)) as applied_child_weight_sum,
        cast(child_weight_sum as decimal(18, 4)) as child_weight_sum,
        {%- set decimals = 'component_decimals' if level == 1 else 'dimension_decimals' %}
        {{ round_half_up('linear_unrounded', decimals) }} as linear_score,
        cast(coalesce(geometric_unrounded, linear_unrounded) as decimal(24, 12)) as score_unrounded,
        {{ round_half_up(clip('coalesce(geometric_unrounded, linear_unrounded)', 'floor_score', 'cap_score'), decimals) }} as score
    from aggregated_{{ level }}
)
{%- endfor %}

select
    {{ told }},
    cast(null as decimal(24, 12)) as applied_weight
from children_1
{%- for level in (1, 2, 3, 4) %}
union all
select
    {{ told }},
    applied_weight
from weighed_{{ level }}
{%- endfor %}
