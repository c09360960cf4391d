-- Each dimension score is the mean of its applicable indicators as published, by their weights; one without a score leaves none.
with indicator_sums as (
    select
        unit_code,
        dimension_code,
        sum(weight * score) as weighted_sum,
        sum(weight) as weight_sum,
        sum(case when score is null then 1 else 0 end) as missing_count
    from {{ ref('fct_indicator_score') }}
    where score_status <> 'not_applicable'
    group by unit_code, dimension_code
),

recomputed as (
    select
        indicator_sums.unit_code,
        indicator_sums.dimension_code,
        case when indicator_sums.missing_count = 0 then {{ round_half_up(
            weighted_mean('indicator_sums.weighted_sum', 'indicator_sums.weight_sum'), 'settings.dimension_decimals'
        ) }} end as score
    from indicator_sums
    cross join {{ ref('int_scheme__settings') }} as settings
),

dimensions as (
    select * from {{ ref('fct_dimension_score') }}
    where node_level = 2
)

select
    coalesce(dimensions.unit_code, recomputed.unit_code) as unit_code,
    coalesce(dimensions.node_code, recomputed.dimension_code) as node_code,
    dimensions.score,
    recomputed.score as recomputed_score
from dimensions
full outer join recomputed
    on dimensions.unit_code = recomputed.unit_code and dimensions.node_code = recomputed.dimension_code
where
    dimensions.unit_code is null
    or recomputed.unit_code is null
    or dimensions.score is distinct from recomputed.score
