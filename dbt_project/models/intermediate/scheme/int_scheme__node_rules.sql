-- How each node is worked out in each group: a row of sheet 分组合成规则 stands in the place of all that sheet 指标体系 says of its rules.
with said as (
    select
        groups.group_code,
        nodes.node_code,
        nodes.node_level,
        nodes.node_kind,
        nodes.receiver_code,
        own.node_code is not null as is_own,
        case when own.node_code is null then nodes.floor_score else own.floor_score end as floor_score,
        case when own.node_code is null then nodes.cap_score else own.cap_score end as cap_score,
        case when own.node_code is null then nodes.aggregation_rule else own.aggregation_rule end as aggregation_rule,
        case when own.node_code is null then nodes.min_availability_pct else own.min_availability_pct end as min_availability_pct,
        case when own.node_code is null then nodes.min_available_count else own.min_available_count end as min_available_count,
        case when own.node_code is null then nodes.availability_rule else own.availability_rule end as availability_rule
    from {{ ref('stg_efficiency_office__scheme__groups') }} as groups
    cross join {{ ref('stg_efficiency_office__scheme__nodes') }} as nodes
    left join {{ ref('stg_efficiency_office__scheme__group_rules') }} as own
        on groups.group_code = own.group_code and nodes.node_code = own.node_code
)

select
    group_code,
    node_code,
    cast(node_level as integer) as node_level,
    node_kind,
    receiver_code,
    is_own,
    floor_score,
    cap_score,
    case when node_kind in ('indicators', 'dimension') then coalesce(aggregation_rule, 'arithmetic') end as aggregation_rule,
    min_availability_pct,
    cast(min_available_count as integer) as min_available_count,
    case
        when min_availability_pct is not null or min_available_count is not null then coalesce(availability_rule, 'hold')
    end as availability_rule
from said
