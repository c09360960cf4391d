-- What each node weighs in the weighted score, after weights of what does not apply have been shared out: one exact quotient.
with components as (
    select
        *,
        sum(weight) over (partition by unit_code) as component_weight_sum
    from {{ ref('int_scoring__components') }}
),

dimensions as (
    select * from {{ ref('int_scoring__dimensions') }}
),

indicators as (
    select * from {{ ref('int_scoring__indicators') }}
    where score_status <> 'not_applicable'
)

select
    unit_code,
    component_code as node_code,
    1 as node_level,
    cast({{ div_half_up('weight', 'component_weight_sum') }} as decimal(24, 12)) as effective_weight
from components

union all

select
    dimensions.unit_code,
    dimensions.dimension_code as node_code,
    2 as node_level,
    cast({{ div_half_up(
        '(cast(dimensions.weight as decimal(38, 4)) * components.weight)',
        '(cast(components.dimension_weight_sum as decimal(38, 4)) * cast(components.component_weight_sum as decimal(10, 4)))'
    ) }} as decimal(24, 12)) as effective_weight
from dimensions
inner join components
    on dimensions.unit_code = components.unit_code and dimensions.component_code = components.component_code

union all

select
    indicators.unit_code,
    indicators.indicator_code as node_code,
    3 as node_level,
    cast({{ div_half_up(
        '(cast(indicators.weight as decimal(38, 4)) * dimensions.weight * components.weight)',
        '(cast(dimensions.indicator_weight_sum as decimal(38, 4)) * cast(components.dimension_weight_sum as decimal(10, 4))'
        ~ ' * cast(components.component_weight_sum as decimal(10, 4)))'
    ) }} as decimal(24, 12)) as effective_weight
from indicators
inner join dimensions
    on indicators.unit_code = dimensions.unit_code and indicators.dimension_code = dimensions.dimension_code
inner join components
    on dimensions.unit_code = components.unit_code and dimensions.component_code = components.component_code
