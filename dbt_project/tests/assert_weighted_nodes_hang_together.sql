-- A weight counts through the weights above it: a weighted node needs a weighted parent of the level above, and a weighted
-- dimension or indicator component needs something weighted below, or its weight would be lost in silence.
with weights as (
    select * from {{ ref('int_scheme__weights') }}
),

joined as (
    select
        weights.group_code,
        weights.node_code,
        weights.node_level,
        weights.node_kind,
        parents.node_level as parent_level,
        parents.node_kind as parent_kind,
        count(children.node_code) as child_count
    from weights
    left join weights as parents
        on weights.group_code = parents.group_code and weights.parent_code = parents.node_code
    left join weights as children
        on weights.group_code = children.group_code and weights.node_code = children.parent_code
    group by
        weights.group_code, weights.node_code, weights.node_level, weights.node_kind,
        parents.node_level, parents.node_kind
)

select
    group_code,
    node_code,
    node_kind
from joined
where
    (node_level > 1 and (parent_level is null or parent_level <> node_level - 1))
    or (node_level = 1 and node_kind not in ('indicators', 'appraisal'))
    or (node_level = 2 and parent_kind <> 'indicators')
    or (node_level > 2 and parent_kind <> 'dimension')
    or (node_kind in ('indicators', 'dimension') and child_count = 0)
