-- The known distribution of each unit's respondent group: rows for the unit, else for its group, else those with *.
with numbered as (
    select
        scope_code,
        respondent_group,
        case attribute_zh
            when '受访者属性一' then 1 when '受访者属性二' then 2 when '受访者属性三' then 3
        end as attribute_number,
        category,
        population_count
    from {{ ref('stg_efficiency_office__scheme__margins') }}
),

-- A unit's scopes one below the other, to be found by their code.
scopes as (
    select
        unit_code,
        unit_code as scope_code,
        1 as scope_rank
    from {{ ref('int_unit__participants') }}
    union all
    select
        unit_code,
        group_code as scope_code,
        2 as scope_rank
    from {{ ref('int_unit__participants') }}
    union all
    select
        unit_code,
        '*' as scope_code,
        3 as scope_rank
    from {{ ref('int_unit__participants') }}
),

candidates as (
    select
        scopes.unit_code,
        scopes.scope_rank,
        numbered.respondent_group,
        numbered.attribute_number,
        numbered.category,
        numbered.population_count
    from scopes
    inner join numbered on scopes.scope_code = numbered.scope_code
),

nearest as (
    select
        unit_code,
        respondent_group,
        min(scope_rank) as scope_rank
    from candidates
    group by unit_code, respondent_group
),

chosen as (
    select
        candidates.*,
        sum(candidates.population_count) over (
            partition by candidates.unit_code, candidates.respondent_group, candidates.attribute_number
        ) as population_total
    from candidates
    inner join nearest
        on
            candidates.unit_code = nearest.unit_code
            and candidates.respondent_group = nearest.respondent_group
            and candidates.scope_rank = nearest.scope_rank
)

select
    unit_code,
    respondent_group,
    cast(attribute_number as bigint) as attribute_number,
    category,
    {{ div_half_up('cast(population_count as decimal(18, 0))', 'cast(population_total as decimal(18, 0))') }} as population_share
from chosen
