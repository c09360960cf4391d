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

-- Whose values a pool takes: its own group's, or those of every group that has the part.
sources as (
    select
        indicator_code,
        part_code,
        direction,
        range_lower,
        range_upper,
        pool,
        group_code as pool_group,
        group_code
    from methods
    where pool in ('group', 'group_years')
    union all
    select
        methods.indicator_code,
        methods.part_code,
        methods.direction,
        methods.range_lower,
        methods.range_upper,
        pools_of_all.pool,
        '*' as pool_group,
        methods.group_code
    from pools_of_all
    inner join methods
        on pools_of_all.indicator_code = methods.indicator_code and pools_of_all.part_code = methods.part_code
),

members as (
    select
        sources.*,
        measures.unit_code,
        0 as years_ago,
        measures.measure,
        measures.reference_is_synthetic or measures.value_is_synthetic as is_synthetic
    from sources
    inner join {{ ref('int_scoring__measures') }} as measures
        on
            sources.group_code = measures.group_code
            and sources.indicator_code = measures.indicator_code
            and sources.part_code = measures.part_code
    where measures.is_in_statistics
    union all
    -- Earlier years have the value alone (a test refuses a reference there), measured as this year's row measures it.
    select
        sources.*,
        transformed.unit_code,
        transformed.years_ago,
        case
            when sources.direction = 'interval'
                then {{ distance_outside('transformed.transformed_value', 'sources.range_lower', 'sources.range_upper') }}
            else transformed.transformed_value
        end as measure,
        transformed.is_synthetic
    from sources
    inner join {{ ref('int_scoring__transformed') }} as transformed
        on
            sources.group_code = transformed.group_code
            and sources.indicator_code = transformed.indicator_code
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
    pool_group,
    unit_code,
    years_ago,
    cast(measure as decimal(24, 12)) as measure,
    cast({{ merit('measure', 'direction') }} as decimal(24, 12)) as merit,
    is_synthetic
from members
where measure is not null
