select
    unit_code,
    unit_id,
    unit_name_zh,
    unit_level,
    group_code,
    is_in_statistics
from {{ ref('int_unit__register') }}
where group_code is not null
