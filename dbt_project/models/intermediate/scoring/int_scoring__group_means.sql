-- The mean of a group on an indicator: over its participating units that have a value, each unit itself included.
with sums as (
    select
        participants.group_code,
        annual_values.indicator_code,
        sum(annual_values.indicator_value) as value_sum,
        count(*) as unit_count,
        max(case when annual_values.is_synthetic then 1 else 0 end) as synthetic
    from {{ ref('int_indicator__annual_values') }} as annual_values
    inner join {{ ref('int_build__parameters') }} as build on annual_values.period_year = build.period_year
    inner join {{ ref('int_unit__participants') }} as participants
        on annual_values.unit_code = participants.unit_code
    where annual_values.indicator_value is not null
    group by participants.group_code, annual_values.indicator_code
)

select
    group_code,
    indicator_code,
    cast({{ div_half_up('value_sum', 'unit_count') }} as decimal(24, 12)) as mean_value,
    cast(unit_count as integer) as unit_count,
    synthetic = 1 as is_synthetic
from sums
