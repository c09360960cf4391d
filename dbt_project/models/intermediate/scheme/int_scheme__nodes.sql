-- Up to five levels; a node finds its component by going up level by level.
with nodes as (
    select * from {{ ref('stg_efficiency_office__scheme__nodes') }}
),

climbed as (
    select
        nodes.*,
        coalesce(above_4.node_code, above_3.node_code, above_2.node_code, above_1.node_code, nodes.node_code)
            as component_code
    from nodes
    left join nodes as above_1 on nodes.parent_code = above_1.node_code
    left join nodes as above_2 on above_1.parent_code = above_2.node_code
    left join nodes as above_3 on above_2.parent_code = above_3.node_code
    left join nodes as above_4 on above_3.parent_code = above_4.node_code
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
    progress_path,
    receiver_code,
    case when node_level = 1 then null when node_kind = 'indicator' then parent_code else node_code end as dimension_code,
    component_code
from climbed
