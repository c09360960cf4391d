with nodes as (
    select * from {{ ref('stg_efficiency_office__scheme__nodes') }}
),

parents as (
    select
        node_code,
        parent_code,
        node_level
    from nodes
)

select
    nodes.node_code,
    nodes.parent_code,
    cast(nodes.node_level as integer) as node_level,
    nodes.node_kind,
    nodes.name_zh as node_name_zh,
    nodes.name_en as node_name_en,
    nodes.unit_of_measure,
    nodes.direction,
    nodes.accumulation,
    nodes.progress_path,
    nodes.floor_score,
    nodes.cap_score,
    case nodes.node_level when 3 then nodes.parent_code when 2 then nodes.node_code end as dimension_code,
    case nodes.node_level
        when 1 then nodes.node_code
        when 2 then nodes.parent_code
        when 3 then parents.parent_code
    end as component_code
from nodes
left join parents on nodes.parent_code = parents.node_code
