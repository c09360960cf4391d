-- An indicator with a weight and no method would never be scored.
select
    weights.group_code,
    weights.node_code
from {{ ref('int_scheme__weights') }} as weights
left join {{ ref('int_scheme__group_methods') }} as methods
    on weights.group_code = methods.group_code and weights.node_code = methods.indicator_code
where weights.node_kind = 'indicator' and methods.indicator_code is null
