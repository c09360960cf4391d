-- The measures that a method compares with: one row per pool, unit and year; pools of all groups go under the group *.
with methods as (
    select * from {{ ref('int_scheme__methods') }}
),

pools_of_all as (
    select distinct
        indicator_code,
        part_code,
        pool
    from methods
    where pool in ('all', 'all_years')
),

-- The pools that the values of a row of methods go into: its own group's, and those of all groups that any row of the part asks for.
sources as (
    select
        method_no,
        indicator_code,
        part_code,
        direction,
        range_lower,
        range_upper,
        pool
    from methods
    where pool in ('group', 'group_years')
    union all
    select
        methods.method_no,
        methods.indicator_code,
        methods.part_code,
        methods.direction,
        methods.range_lower,
        methods.range_upper,
        pools_of_all.pool
    from pools_of_all
    inner join methods
        on pools_of_all.indicator_code = methods.indicator_code and pools_of_all.part_code = methods.part_code
),

members as (
    select
        sources.*,
        measures.group_code,
        measures.unit_code,
        0 as years_ago,
        measures.measure,
        measures.reference_is_synthetic or measures.value_is_synthetic as is_synthetic
    from sources
    inner join {{ ref('int_scoring__measures') }} as measures on sources.method_no = measures.method_no
    where measures.is_in_statistics
    union all
    -- Earlier years have the value alone (a test refuses a reference there), measured as this year's row measures it.
    select
        sources.*,
        group_methods.group_code,
        transformed.unit_code,
        transformed.years_ago,
        case
            when sources.direction = 'interval'
                then {{ distance_outside('transformed.transformed_value', 'sources.range_lower', 'sources.range_upper') }}
            else transformed.transformed_value
        end as measure,
        transformed.is_synthetic
    from sources
    inner join {{ ref('int_scheme__group_methods') }} as group_methods on sources.method_no = group_methods.method_no
    inner join {{ ref('int_scoring__transformed') }} as transformed
        on
            group_methods.group_code = transformed.group_code
            and group_methods.indicator_code = transformed.indicator_code
            and transformed.years_ago > 0
            and not transformed.is_city
    inner join {{ ref('int_unit__participants') }} as participants
        on transformed.unit_code = participants.unit_code and participants.is_in_statistics
    where sources.pool in ('group_years', 'all_years')
)

select
    indicator_code,
    part_code,
    pool,
    {{ pool_group('pool', 'group_code') }} as pool_group,
    unit_code,
    years_ago,
    cast(measure as decimal(24, 12)) as measure,
    cast({{ merit('measure', 'direction') }} as decimal(24, 12)) as merit,
    is_synthetic
from members
where measure is not null
