-- The measures that a method compares with: one row per pool, unit and year; pools of all groups go under the group *.
with users as (
    select distinct
        indicator_code,
        part_code,
        pool,
        case when pool in ('all', 'all_years') then '*' else group_code end as pool_group
    from {{ ref('int_scoring__measures') }}
    where pool is not null
),

-- Earlier years have the value alone (a test refuses a reference there), measured as this year's row measures it.
measured as (
    select
        indicator_code,
        part_code,
        group_code,
        direction,
        unit_code,
        0 as years_ago,
        measure,
        reference_is_synthetic or value_is_synthetic as is_synthetic
    from {{ ref('int_scoring__measures') }}
    where is_in_statistics
    union all
    select
        methods.indicator_code,
        methods.part_code,
        methods.group_code,
        nodes.direction,
        transformed.unit_code,
        transformed.years_ago,
        case
            when nodes.direction = 'interval'
                then {{ distance_outside('transformed.transformed_value', 'methods.range_lower', 'methods.range_upper') }}
            else transformed.transformed_value
        end as measure,
        transformed.is_synthetic
    from {{ ref('int_scheme__methods') }} as methods
    inner join {{ ref('int_scheme__nodes') }} as nodes on methods.indicator_code = nodes.node_code
    inner join {{ ref('int_scoring__transformed') }} as transformed
        on
            methods.group_code = transformed.group_code
            and methods.indicator_code = transformed.indicator_code
            and transformed.years_ago > 0
            and not transformed.is_city
    inner join {{ ref('int_unit__participants') }} as participants
        on transformed.unit_code = participants.unit_code and participants.is_in_statistics
)

select
    users.indicator_code,
    users.part_code,
    users.pool,
    users.pool_group,
    measured.unit_code,
    measured.years_ago,
    cast(measured.measure as decimal(24, 12)) as measure,
    cast({{ merit('measured.measure', 'measured.direction') }} as decimal(24, 12)) as merit,
    measured.is_synthetic
from users
inner join measured
    on
        users.indicator_code = measured.indicator_code
        and users.part_code = measured.part_code
        and (users.pool_group = '*' or users.pool_group = measured.group_code)
        and (measured.years_ago = 0 or users.pool in ('group_years', 'all_years'))
where measured.measure is not null
