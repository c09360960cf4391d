select
    build.release_id,
    register.unit_id,
    register.unit_code,
    register.unit_name_zh,
    register.unit_name_en,
    register.unit_level,
    register.parent_code,
    register.former_code,
    register.former_name_zh,
    register.valid_from_date,
    register.group_code,
    groups.group_name_zh,
    groups.group_name_en,
    cast(groups.sort_order as integer) as group_sort_order,
    register.group_code is not null as is_evaluated
from {{ ref('int_unit__register') }} as register
cross join {{ ref('int_build__parameters') }} as build
left join {{ ref('stg_efficiency_office__scheme__groups') }} as groups on register.group_code = groups.group_code
order by register.unit_code
