-- Under which code and name a unit goes in a year, and which code it has in the evaluated year: its internal id links the two.
with build as (
    select period_year as build_year from {{ ref('int_build__parameters') }}
),

register as (
    select
        unit_id,
        unit_code,
        {{ name_key('unit_name_zh') }} as unit_name_key,
        {{ year_of('period_code') }} as period_year
    from {{ ref('stg_efficiency_office__unit_register') }}
),

named as (
    select
        *,
        count(*) over (partition by period_year, unit_name_key) as name_bearers
    from register
),

evaluated as (
    select
        register.unit_id,
        register.unit_code
    from register
    inner join build on register.period_year = build.build_year
)

select
    named.period_year,
    named.unit_id,
    named.unit_code,
    -- A name that two units share identifies neither.
    case when named.name_bearers = 1 then named.unit_name_key end as unit_name_key,
    evaluated.unit_code as evaluated_unit_code
from named
left join evaluated on named.unit_id = evaluated.unit_id
