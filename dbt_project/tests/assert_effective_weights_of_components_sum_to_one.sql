-- The weighted components of a unit weigh 1 together, to the last carried digit.
select
    unit_code,
    sum(effective_weight) as weight_sum
from {{ ref('fct_dimension_score') }}
where node_level = 1
group by unit_code
having abs(sum(effective_weight) - 1) > 0.000000000001 * count(*)
