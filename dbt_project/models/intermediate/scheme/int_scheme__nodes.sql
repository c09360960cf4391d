-- Up to five levels; a node finds its component by going up level by level.
with nodes as (
    select * from {{ ref('stg_efficiency_office__scheme__nodes') }}
),

climbed as (
    select
        nodes.*,
        coalesce(
            {%- for above in (4, 3, 2, 1) %}
            above_{{ above }}.node_code,
            {%- endfor %}
            nodes.node_code
        ) as component_code
    from nodes
    {%- for above in (1, 2, 3, 4) %}
    left join nodes as above_{{ above }} on {{ 'nodes' if above == 1 else 'above_' ~ (above - 1) }}.parent_code = above_{{ above }}.node_code
    {%- endfor %}
)

select
    node_code,
    parent_code,
    cast(node_level as integer) as node_level,
    node_kind,
    name_zh as node_name_zh,
    name_en as node_name_en,
    unit_of_measure,
    direction,
    accumulation,
    floor_score,
    cap_score,
    case when node_kind in ('indicators', 'dimension') then coalesce(aggregation_rule, 'arithmetic') end as aggregation_rule,
    min_availability_pct,
    case when min_availability_pct is not null then coalesce(availability_rule, 'hold') end as availability_rule,
    receiver_code,
    case when node_level = 1 then null when node_kind = 'indicator' then parent_code else node_code end as dimension_code,
    component_code
from climbed
