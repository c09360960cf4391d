-- Where a unit stands in its pool: rank and percentile, by each definition that a scheme may ask for. A unit outside the pool is
-- placed as if it were in it.
with ranked as (
    select
        measures.*,
        methods.pool,
        methods.variant,
        {{ pool_group('methods.pool', 'measures.group_code') }} as pool_group
    from {{ ref('int_scoring__measures') }} as measures
    inner join {{ ref('int_scheme__methods') }} as methods on measures.method_no = methods.method_no
    where
        measures.measure is not null
        and (methods.method_code in ('rank', 'percentile') or methods.variant in ('by_rank', 'by_percentile'))
),

pools as (
    select distinct
        indicator_code,
        part_code,
        pool,
        pool_group
    from ranked
),

entries as (
    select
        members.indicator_code,
        members.part_code,
        members.pool,
        members.pool_group,
        members.unit_code,
        members.years_ago,
        members.merit,
        1 as is_member
    from {{ ref('int_scoring__pool_members') }} as members
    inner join pools
        on
            members.indicator_code = pools.indicator_code
            and members.part_code = pools.part_code
            and members.pool = pools.pool
            and members.pool_group = pools.pool_group
    union all
    select
        indicator_code,
        part_code,
        pool,
        pool_group,
        unit_code,
        0 as years_ago,
        merit,
        0 as is_member
    from ranked
    where not is_in_statistics
),

firsts as (
    select
        *,
        case
            when
                is_member = 1
                and row_number() over (
                    partition by indicator_code, part_code, pool, pool_group, merit
                    order by is_member desc nulls last, years_ago asc, unit_code asc
                ) = 1
                then 1
            else 0
        end as opens_a_place
    from entries
),

counted as (
    select
        *,
        sum(is_member) over (partition by indicator_code, part_code, pool, pool_group) as member_count,
        sum(is_member) over (partition by indicator_code, part_code, pool, pool_group, merit) as equal_members,
        sum(opens_a_place) over (partition by indicator_code, part_code, pool, pool_group, merit) as own_place,
        sum(is_member) over (
            partition by indicator_code, part_code, pool, pool_group order by merit desc nulls last
            range between unbounded preceding and current row
        ) as members_not_worse,
        sum(opens_a_place) over (
            partition by indicator_code, part_code, pool, pool_group order by merit desc nulls last
            range between unbounded preceding and current row
        ) as places_not_worse
    from firsts
),

placed as (
    select
        *,
        -- With the unit itself, wherever it stands.
        member_count + 1 - is_member as number_of_all,
        equal_members + 1 - is_member as number_equal,
        members_not_worse - equal_members as number_better,
        member_count - members_not_worse as number_worse,
        places_not_worse - own_place as places_better
    from counted
    where years_ago = 0
)

select
    ranked.unit_code,
    ranked.indicator_code,
    ranked.part_code,
    cast(case ranked.variant
        when 'average' then 1 + placed.number_better + {{ div_half_up('(placed.number_equal - 1)', '2') }}
        when 'dense' then 1 + placed.places_better
        else 1 + placed.number_better
    end as decimal(24, 12)) as place_in_pool,
    cast(case
        when ranked.variant in ('below_plus_one', 'by_percentile')
            then {{ div_half_up('(placed.number_worse + 1)', 'placed.number_of_all') }}
        when ranked.variant = 'below' then {{ div_half_up('placed.number_worse', '(placed.number_of_all - 1)') }}
        when ranked.variant = 'mid'
            then {{ div_half_up('(2 * placed.number_worse + placed.number_equal)', '(2 * placed.number_of_all)') }}
        else {{ div_half_up('(placed.number_worse + placed.number_equal)', 'placed.number_of_all') }}
    end as decimal(24, 12)) as percentile_in_pool
from ranked
inner join placed
    on
        ranked.indicator_code = placed.indicator_code
        and ranked.part_code = placed.part_code
        and ranked.pool = placed.pool
        and ranked.pool_group = placed.pool_group
        and ranked.unit_code = placed.unit_code
