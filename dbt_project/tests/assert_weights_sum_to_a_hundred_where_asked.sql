-- Where the scheme asks for it (weights_sum = 100), the weights of siblings in a group sum to 100 exactly.
select
    weights.group_code,
    weights.parent_code,
    sum(weights.weight) as weight_sum
from {{ ref('int_scheme__weights') }} as weights
cross join {{ ref('int_scheme__optional_settings') }} as optional
where optional.weights_sum = '100'
group by weights.group_code, weights.parent_code
having sum(weights.weight) <> 100
