-- What the applicable indicators weigh together is what their component weighs, to the last carried digit.
with indicator_sums as (
    select
        unit_code,
        sum(effective_weight) as weight_sum,
        count(*) as indicator_count
    from {{ ref('fct_indicator_score') }}
    where effective_weight is not null
    group by unit_code
),

components as (
    select
        unit_code,
        effective_weight
    from {{ ref('fct_dimension_score') }}
    where node_kind = 'indicators'
)

select
    components.unit_code,
    indicator_sums.weight_sum,
    components.effective_weight
from components
left join indicator_sums on components.unit_code = indicator_sums.unit_code
where
    indicator_sums.weight_sum is null
    or abs(indicator_sums.weight_sum - components.effective_weight) > 0.000000000001 * indicator_sums.indicator_count
