-- The component 指标考核 of a rated unit is the mean of its dimensions as published, by their weights, and stands in the result.
with dimension_sums as (
    select
        scores.unit_code,
        nodes.component_code,
        sum(scores.weight * scores.score) as weighted_sum,
        sum(scores.weight) as weight_sum
    from {{ ref('fct_dimension_score') }} as scores
    inner join {{ ref('dim_indicator') }} as nodes on scores.node_code = nodes.node_code
    where scores.node_level = 2
    group by scores.unit_code, nodes.component_code
),

recomputed as (
    select
        dimension_sums.unit_code,
        dimension_sums.component_code,
        {{ round_half_up(
            weighted_mean('dimension_sums.weighted_sum', 'dimension_sums.weight_sum'), 'settings.component_decimals'
        ) }} as score
    from dimension_sums
    cross join {{ ref('int_scheme__settings') }} as settings
)

select
    components.unit_code,
    components.node_code,
    components.score,
    recomputed.score as recomputed_score,
    results.indicator_component_score
from {{ ref('fct_dimension_score') }} as components
inner join {{ ref('fct_unit_result') }} as results on components.unit_code = results.unit_code
left join recomputed
    on components.unit_code = recomputed.unit_code and components.node_code = recomputed.component_code
where
    components.node_kind = 'indicators'
    and results.result_status = 'rated'
    and (
        components.score is distinct from recomputed.score
        or components.score is distinct from results.indicator_component_score
    )
