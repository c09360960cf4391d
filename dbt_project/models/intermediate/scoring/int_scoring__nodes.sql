-- The tree of indicators of every unit from the leaves up, one level at a time: what applies, what has left, weights then, scores.
-- A level is handed on narrow, and what concerns nodes with others below them joins at the end: there are many more leaves.
{%- set told -%}
unit_code, group_code, node_code, parent_code, node_kind, weight, base_weight, receiver_code, node_status, availability_status,
        score_unrounded, score
{%- endset %}
{%- set stands -%}
(children.node_status = 'scored' or (children.node_status = 'missing' and judged.node_status = 'missing'))
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

scheme as (
    select
        weights.group_code,
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
        nodes.min_available_count,
        nodes.availability_rule,
        nodes.receiver_code,
        settings.*
    from {{ ref('int_scheme__weights') }} as weights
    inner join {{ ref('int_scheme__node_rules') }} as nodes
        on weights.group_code = nodes.group_code and weights.node_code = nodes.node_code
    inner join {{ ref('int_scheme__shares') }} as shares
        on weights.group_code = shares.group_code and weights.node_code = shares.node_code
    cross join settings
    where weights.node_kind <> 'appraisal'
)
{%- for level in (5, 4, 3, 2, 1) %}
{%- if level < 5 %}
{%- set below = 'children_' ~ (level + 1) %},

available_{{ level }} as (
    select
        children.unit_code,
        children.parent_code,
        sum(case when children.node_status <> 'not_applicable' then 1 else 0 end) as applicable_count,
        sum(case when children.node_status = 'missing' then 1 else 0 end) as missing_count,
        sum(case when children.node_status = 'scored' then children.base_weight else 0 end) as scored_weight,
        sum(case when children.availability_status <> 'not_applicable' then 1 else 0 end) as expected_count,
        sum(case when children.availability_status = 'available' then 1 else 0 end) as available_count,
        sum(case
            when children.availability_status <> 'not_applicable'
                then case settings.availability_of when 'count' then 1 else children.weight end
        end) as expected_measure,
        sum(case
            when children.availability_status = 'available'
                then case settings.availability_of when 'count' then 1 else children.weight end
            else 0
        end) as available_measure
    from {{ below }} as children
    cross join settings
    group by children.unit_code, children.parent_code
),

shared_{{ level }} as (
    select
        participants.unit_code,
        scheme.*,
        available.missing_count,
        available.scored_weight,
        coalesce(available.available_count, 0) as available_count,
        coalesce(available.applicable_count, 0) as applicable_count,
        coalesce(available.expected_count, 0) as expected_count,
        cast({{ div_half_up('(100 * available.available_measure)', 'available.expected_measure') }} as decimal(24, 12))
            as availability_pct
    from {{ ref('int_unit__participants') }} as participants
    inner join scheme on participants.group_code = scheme.group_code
    left join available_{{ level }} as available
        on participants.unit_code = available.unit_code and scheme.node_code = available.parent_code
    where scheme.node_level = {{ level }} and scheme.node_kind <> 'indicator'
),

held_against_{{ level }} as (
    select
        *,
        expected_count > 0
        and (
            coalesce(coalesce(availability_pct, 0) < min_availability_pct, false)
            or coalesce(available_count < min_available_count, false)
        ) as is_below_minimum
    from shared_{{ level }}
),

-- Where all that lacks a figure gave its weight away, nothing scores below a node that may yet be held to its least share.
judged_{{ level }} as (
    select
        *,
        case
            when min_availability_pct is null and min_available_count is null and missing_count > 0 then 'missing'
            when is_below_minimum and availability_rule = 'drop' then 'dropped'
            when is_below_minimum and availability_rule = 'hold' then 'missing'
            when applicable_count = 0 then 'not_applicable'
            when scored_weight > 0 then 'scored'
            else 'missing'
        end as node_status
    from held_against_{{ level }}
),

-- What has left gives its weight to its receiver; what stays in a node without a score are also those that lack one.
moved_{{ level }} as (
    select
        children.unit_code,
        children.receiver_code,
        sum(children.base_weight) as moved_weight
    from {{ below }} as children
    inner join judged_{{ level }} as judged
        on children.unit_code = judged.unit_code and children.parent_code = judged.node_code
    where children.receiver_code is not null and not {{ stands }}
    group by children.unit_code, children.receiver_code
),

weighed_{{ level }} as (
    select
        children.*,
        judged.aggregation_rule as rule_above,
        cast(case when {{ stands }} then children.base_weight + coalesce(moved.moved_weight, 0) end as decimal(24, 12))
            as applied_weight
    from {{ below }} as children
    inner join judged_{{ level }} as judged
        on children.unit_code = judged.unit_code and children.parent_code = judged.node_code
    left join moved_{{ level }} as moved
        on children.unit_code = moved.unit_code and children.node_code = moved.receiver_code
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
            when weighed.node_status = 'scored' and weighed.rule_above = 'geometric'
                then {{ weighted_logarithm('weighed.applied_weight', 'weighed.score', 'settings.geometric_floor') }}
        end) as log_sum,
        sum(case
            when weighed.node_status = 'scored' and weighed.rule_above = 'harmonic'
                then {{ weighted_reciprocal('weighed.applied_weight', 'weighed.score', 'settings.geometric_floor') }}
        end) as reciprocal_sum,
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
            when judged.node_status = 'scored' and judged.aggregation_rule in ('geometric', 'harmonic')
                then
                    case
                        when sums.lowest_score <= 0 then 0
                        when judged.aggregation_rule = 'geometric' then {{ geometric_mean('sums.log_sum', 'sums.scored_weight_sum') }}
                        else {{ harmonic_mean('sums.reciprocal_sum', 'sums.scored_weight_sum') }}
                    end
        end as curved_unrounded
    from judged_{{ level }} as judged
    left join sums_{{ level }} as sums on judged.unit_code = sums.unit_code and judged.node_code = sums.parent_code
)
{%- endif %},

children_{{ level }} as (
    {%- if level > 1 %}
    select
        indicators.unit_code,
        indicators.group_code,
        scheme.node_code,
        scheme.parent_code,
        scheme.node_kind,
        scheme.weight,
        cast(case scheme.not_applicable_rule
            when 'to_component' then scheme.nominal_share_pct
            else scheme.weight
        end as decimal(24, 12)) as base_weight,
        scheme.receiver_code,
        indicators.score_status as node_status,
        indicators.availability_status,
        indicators.score_unrounded,
        indicators.score
    from {{ ref('int_scoring__indicators') }} as indicators
    inner join scheme on indicators.group_code = scheme.group_code and indicators.indicator_code = scheme.node_code
    where scheme.node_level = {{ level }} and scheme.node_kind = 'indicator'
    {%- endif %}
    {%- if level in (2, 3, 4) %}
    union all
    {%- endif %}
    {%- if level < 5 %}
    {%- set decimals = 'component_decimals' if level == 1 else 'dimension_decimals' %}
    select
        unit_code,
        group_code,
        node_code,
        parent_code,
        node_kind,
        weight,
        cast(case not_applicable_rule
            when 'to_component' then coalesce(applied_child_weight_sum, nominal_share_pct)
            else weight
        end as decimal(24, 12)) as base_weight,
        receiver_code,
        node_status,
        case
            when expected_count = 0 then 'not_applicable'
            when node_status = 'scored' and available_count > 0 then 'available'
            else 'not_available'
        end as availability_status,
        cast(coalesce(curved_unrounded, linear_unrounded) as decimal(24, 12)) as score_unrounded,
        {{ round_half_up(clip('coalesce(curved_unrounded, linear_unrounded)', 'floor_score', 'cap_score'), decimals) }} as score
    from aggregated_{{ level }}
    {%- endif %}
)
{%- endfor %},

details as (
    {%- for level in (1, 2, 3, 4) %}
    {%- if level > 1 %}
    union all
    {%- endif %}
    {%- set decimals = 'component_decimals' if level == 1 else 'dimension_decimals' %}
    select
        unit_code,
        node_code,
        availability_pct,
        cast(available_count as integer) as available_count,
        cast(missing_count as integer) as missing_count,
        is_below_minimum,
        cast(applied_child_weight_sum as decimal(24, 12)) as applied_child_weight_sum,
        cast(child_weight_sum as decimal(18, 4)) as child_weight_sum,
        {{ round_half_up('linear_unrounded', decimals) }} as linear_score
    from aggregated_{{ level }}
    {%- endfor %}
),

nodes as (
    select
        {{ told }},
        1 as node_level,
        cast(null as decimal(24, 12)) as applied_weight
    from children_1
    {%- for level in (2, 3, 4, 5) %}
    union all
    select
        {{ told }},
        {{ level }} as node_level,
        applied_weight
    from weighed_{{ level - 1 }}
    {%- endfor %}
)

select
    nodes.unit_code,
    nodes.group_code,
    nodes.node_code,
    nodes.parent_code,
    nodes.node_level,
    nodes.node_kind,
    nodes.weight,
    nodes.base_weight,
    nodes.receiver_code,
    nodes.node_status,
    nodes.availability_status,
    nodes.score_unrounded,
    nodes.score,
    nodes.applied_weight,
    details.availability_pct,
    details.available_count,
    details.missing_count,
    details.is_below_minimum,
    details.applied_child_weight_sum,
    details.child_weight_sum,
    details.linear_score
from nodes
left join details on nodes.unit_code = details.unit_code and nodes.node_code = details.node_code
