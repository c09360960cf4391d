-- What is scored of a value and its reference; of an interval-type indicator, the distance from its interval. Written narrow: what the
-- scheme says of the part is joined again where its formula needs it.
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
    unit_code,
    group_code,
    indicator_code,
    part_code,
    method_no,
    scored_value,
    is_in_statistics,
    value_is_synthetic,
    reference_value,
    reference_unit_count,
    reference_submission_id,
    reference_sheet,
    reference_cell,
    reference_raw_text,
    condition_target,
    is_condition_met,
    reference_is_synthetic,
    measure,
    cast({{ merit('measure', 'direction') }} as decimal(24, 12)) as merit
from measured
