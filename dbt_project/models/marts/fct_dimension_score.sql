with scored as (
    select
        components.unit_code,
        components.group_code,
        components.component_code as node_code,
        components.node_kind,
        components.weight,
        cast(null as decimal(24, 12)) as applied_weight,
        case when components.score is null then 'missing' else 'scored' end as node_status,
        nodes.availability_pct,
        nodes.available_count,
        coalesce(nodes.is_below_minimum, false) as is_below_minimum,
        nodes.linear_score,
        components.score_unrounded,
        components.score
    from {{ ref('int_scoring__components') }} as components
    left join {{ ref('int_scoring__nodes') }} as nodes
        on components.unit_code = nodes.unit_code and components.component_code = nodes.node_code
    union all
    select
        unit_code,
        group_code,
        node_code,
        node_kind,
        weight,
        applied_weight,
        node_status,
        availability_pct,
        available_count,
        is_below_minimum,
        linear_score,
        score_unrounded,
        score
    from {{ ref('int_scoring__nodes') }}
    where node_kind = 'dimension' and node_status <> 'not_applicable'
),

-- A held unit keeps the dimensions that could be scored, but has no component and no points: there is no composite they add up to.
shown as (
    select
        scored.*,
        tree.parent_code,
        tree.node_level,
        rules.aggregation_rule,
        rules.min_availability_pct,
        rules.min_available_count,
        rules.floor_score,
        rules.cap_score,
        effective.effective_weight,
        composites.result_status = 'rated' as is_rated,
        composites.result_status = 'rated' or tree.node_level > 1 as is_shown
    from scored
    inner join {{ ref('int_scheme__nodes') }} as tree on scored.node_code = tree.node_code
    inner join {{ ref('int_scoring__composites') }} as composites on scored.unit_code = composites.unit_code
    inner join {{ ref('int_scheme__node_rules') }} as rules
        on scored.group_code = rules.group_code and scored.node_code = rules.node_code
    left join {{ ref('int_scoring__effective_weights') }} as effective
        on scored.unit_code = effective.unit_code and scored.node_code = effective.node_code
)

select
    build.release_id,
    build.period_year as evaluation_year,
    shown.unit_code,
    shown.node_code,
    shown.parent_code,
    shown.node_level,
    shown.node_kind,
    shown.weight,
    shown.applied_weight,
    shown.effective_weight,
    shown.node_status,
    shown.aggregation_rule,
    shown.availability_pct,
    shown.min_availability_pct,
    shown.available_count,
    shown.min_available_count,
    shown.is_below_minimum,
    case when shown.is_shown then shown.score_unrounded end as score_unrounded,
    shown.floor_score,
    shown.cap_score,
    case
        when not shown.is_shown then null
        when shown.score_unrounded > shown.cap_score then 'cap'
        when shown.score_unrounded < shown.floor_score then 'floor'
        else 'none'
    end as bound_status,
    case when shown.is_shown then shown.linear_score end as linear_score,
    case when shown.is_shown then shown.score end as score,
    case when shown.is_rated then {{ product('shown.effective_weight', 'shown.score') }} end as points,
    case when shown.is_rated then {{ product('shown.effective_weight', '(shown.score - shown.linear_score)') }} end
        as aggregation_difference
from shown
cross join {{ ref('int_build__parameters') }} as build
order by shown.unit_code, shown.node_code
