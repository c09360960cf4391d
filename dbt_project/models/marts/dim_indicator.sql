select
    build.release_id,
    nodes.node_code,
    nodes.parent_code,
    cast(nodes.node_level as integer) as node_level,
    nodes.node_kind,
    nodes.node_name_zh,
    nodes.node_name_en,
    nodes.unit_of_measure,
    nodes.direction,
    nodes.accumulation,
    nodes.dimension_code,
    nodes.component_code
from {{ ref('int_scheme__nodes') }} as nodes
cross join {{ ref('int_build__parameters') }} as build
order by nodes.node_code
