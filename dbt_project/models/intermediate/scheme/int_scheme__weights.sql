select
    weights.group_code,
    weights.node_code,
    nodes.node_level,
    nodes.node_kind,
    nodes.parent_code,
    {{ exact_cast('weights.weight', 'decimal(10, 4)') }} as weight
from {{ ref('stg_efficiency_office__scheme__weights') }} as weights
inner join {{ ref('int_scheme__nodes') }} as nodes on weights.node_code = nodes.node_code
