-- A dimension is scored when every applicable indicator of it is; one missing score leaves it without.
with sums as (
    select
        unit_code,
        group_code,
        dimension_code,
        sum(weight * score) as weighted_sum,
        sum(weight) as weight_sum,
        sum(case when score_status = 'missing' then 1 else 0 end) as missing_count
    from {{ ref('int_scoring__indicators') }}
    where score_status <> 'not_applicable'
    group by unit_code, group_code, dimension_code
),

scores as (
    select
        *,
        case when missing_count = 0 then {{ weighted_mean('weighted_sum', 'weight_sum') }} end as score_unrounded
    from sums
)

select
    scores.unit_code,
    scores.group_code,
    scores.dimension_code,
    weights.parent_code as component_code,
    weights.weight,
    cast(scores.weight_sum as decimal(18, 4)) as indicator_weight_sum,
    cast(scores.missing_count as integer) as missing_count,
    cast(scores.score_unrounded as decimal(24, 12)) as score_unrounded,
    {{ round_half_up('scores.score_unrounded', 'settings.dimension_decimals') }} as score
from scores
cross join {{ ref('int_scheme__settings') }} as settings
inner join {{ ref('int_scheme__weights') }} as weights
    on scores.group_code = weights.group_code and scores.dimension_code = weights.node_code
