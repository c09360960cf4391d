-- The units of the evaluated year, with the group in which each takes part, if it does.
with register as (
    select units.*
    from {{ ref('stg_efficiency_office__unit_register') }} as units
    inner join {{ ref('int_build__parameters') }} as build
        on {{ year_of('units.period_code') }} = build.period_year
),

participants as (
    select
        unit_code,
        group_code,
        in_statistics
    from {{ ref('stg_efficiency_office__scheme__participants') }}
)

select
    register.unit_code,
    register.unit_id,
    register.unit_name_zh,
    register.unit_name_en,
    register.unit_level,
    register.parent_code,
    register.former_code,
    register.former_name_zh,
    register.valid_from_date,
    participants.group_code,
    coalesce(participants.in_statistics, 'yes') = 'yes' as is_in_statistics
from register
left join participants on register.unit_code = participants.unit_code
