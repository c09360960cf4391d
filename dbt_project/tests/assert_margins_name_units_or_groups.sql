-- The margins of a unit or group that the year does not have would weight nobody's responses.
with known as (
    select unit_code as scope_code from {{ ref('int_unit__register') }}
    union
    select group_code from {{ ref('stg_efficiency_office__scheme__groups') }}
    union
    select '*' as scope_code
)

select
    margins.scope_code,
    margins.respondent_group
from {{ ref('stg_efficiency_office__scheme__margins') }} as margins
left join known on margins.scope_code = known.scope_code
where known.scope_code is null
