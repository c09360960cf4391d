-- Whose rows of the sheet hold for an indicator in a group: the group's own, which replace all others of the indicator, or those with *.
with {{ whose_rows_hold(ref('stg_efficiency_office__scheme__methods')) }}

select
    group_code,
    indicator_code,
    row_group as method_group
from resolved
