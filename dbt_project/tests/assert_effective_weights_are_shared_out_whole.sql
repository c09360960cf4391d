-- What the applicable dimensions weigh together is what their component weighs, and a dimension weighs what its indicators do.
with indicator_sums as (
    select
        unit_code,
        dimension_code as node_code,
        sum(effective_weight) as weight_sum,
        count(*) as part_count
    from {{ ref('fct_indicator_score') }}
    where effective_weight is not null
    group by unit_code, dimension_code
),

dimension_sums as (
    select
        scores.unit_code,
        nodes.component_code as node_code,
        sum(scores.effective_weight) as weight_sum,
        count(*) as part_count
    from {{ ref('fct_dimension_score') }} as scores
    inner join {{ ref('dim_indicator') }} as nodes on scores.node_code = nodes.node_code
    where scores.node_level = 2
    group by scores.unit_code, nodes.component_code
),

below as (
    select * from indicator_sums
    union all
    select * from dimension_sums
)

select
    above.unit_code,
    above.node_code,
    above.effective_weight,
    below.weight_sum
from {{ ref('fct_dimension_score') }} as above
left join below on above.unit_code = below.unit_code and above.node_code = below.node_code
where
    above.node_kind <> 'appraisal'
    and (
        below.weight_sum is null
        or abs(above.effective_weight - below.weight_sum) > 0.000000000001 * (below.part_count + 1)
    )
