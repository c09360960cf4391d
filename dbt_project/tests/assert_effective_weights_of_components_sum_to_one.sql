-- The weighted components of a unit weigh 1 together, to the last carried digit; where scores are points, a hundredth of their weights.
with sums as (
    select
        unit_code,
        sum(effective_weight) as weight_sum,
        sum(weight) * cast(0.01 as decimal(3, 2)) as points_sum,
        count(*) as part_count
    from {{ ref('fct_dimension_score') }}
    where node_level = 1
    group by unit_code
)

select
    sums.unit_code,
    sums.weight_sum
from sums
cross join {{ ref('int_scheme__optional_settings') }} as optional
where
    abs(sums.weight_sum - case optional.composite_rule when 'points' then sums.points_sum else 1 end)
    > 0.000000000001 * sums.part_count
