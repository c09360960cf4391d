-- What is scored of a value and its reference; of an interval-type indicator, the distance from its interval.
with compared as (
    select
        *,
        cast({{ measure_of('basis', 'scored_value', 'reference_value') }} as decimal(24, 12)) as plain_measure
    from {{ ref('int_scoring__references') }}
),

measured as (
    select
        *,
        cast(case
            when direction = 'interval' and method_code <> 'interval'
                then {{ distance_outside('plain_measure', 'range_lower', 'range_upper') }}
            else plain_measure
        end as decimal(24, 12)) as measure,
        {{ condition_is_met('condition_kind', 'scored_value', 'condition_target', 'direction', 'range_lower', 'range_upper') }}
            as is_condition_met
    from compared
)

select
    *,
    cast({{ merit('measure', 'direction') }} as decimal(24, 12)) as merit
from measured
