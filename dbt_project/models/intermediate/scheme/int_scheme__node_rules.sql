-- How each node is worked out in each group: a row of sheet 分组合成规则 stands in the place of all that sheet 指标体系 says of its rules.
with said as (
    select
        groups.group_code,
        nodes.node_code,
        nodes.node_level,
        nodes.node_kind,
        nodes.receiver_code,
        own.node_code is not null as is_own,
        {{ own_or_common(
            ['floor_score', 'cap_score', 'aggregation_rule', 'min_availability_pct', 'min_available_count', 'availability_rule'],
            'nodes', 'node_code'
        ) }}
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
