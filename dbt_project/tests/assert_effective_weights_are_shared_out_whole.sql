-- What stands below a node weighs together what the node weighs (its share of the points under a sum of points).
with below as (
    select
        unit_code,
        dimension_code as node_code,
        effective_weight
    from {{ ref('fct_indicator_score') }}
    where effective_weight is not null
    union all
    select
        unit_code,
        parent_code as node_code,
        effective_weight
    from {{ ref('fct_dimension_score') }}
    where effective_weight is not null and parent_code is not null
),

sums as (
    select
        unit_code,
        node_code,
        sum(effective_weight) as weight_sum,
        count(*) as part_count
    from below
    group by unit_code, node_code
),

nominal as (
    select
        results.unit_code,
        weights.parent_code as node_code,
        sum(weights.weight) as child_weight_sum
    from {{ ref('fct_unit_result') }} as results
    inner join {{ ref('int_scheme__weights') }} as weights on results.group_code = weights.group_code
    where weights.parent_code is not null
    group by results.unit_code, weights.parent_code
),

above as (
    select
        scores.unit_code,
        scores.node_code,
        scores.effective_weight,
        scores.node_status,
        case scores.aggregation_rule
            when 'points' then scores.effective_weight * nominal.child_weight_sum * cast(0.01 as decimal(3, 2))
            else scores.effective_weight
        end as weight_below
    from {{ ref('fct_dimension_score') }} as scores
    left join nominal on scores.unit_code = nominal.unit_code and scores.node_code = nominal.node_code
    where scores.node_kind <> 'appraisal' and scores.effective_weight is not null
)

select
    above.unit_code,
    above.node_code,
    above.effective_weight,
    sums.weight_sum
from above
left join sums on above.unit_code = sums.unit_code and above.node_code = sums.node_code
where
    -- A node without a score may have nothing below it that stands: nothing applies, or all was dropped.
    (sums.weight_sum is null and above.node_status = 'scored')
    or abs(above.weight_below - sums.weight_sum) > 0.000000000001 * (sums.part_count + 2)
