select
    method_groups.group_code,
    method_groups.indicator_code,
    methods.part_code,
    methods.method_no
from {{ ref('int_scheme__method_groups') }} as method_groups
inner join {{ ref('int_scheme__methods') }} as methods
    on method_groups.indicator_code = methods.indicator_code and method_groups.method_group = methods.group_code
