select
    items.release_id,
    items.evaluation_year,
    items.item_no,
    items.unit_code,
    units.unit_name_zh,
    units.group_code,
    items.item_source,
    items.source_code,
    items.source_name_zh,
    items.due_date,
    items.overdue_days,
    items.report_date,
    items.progress_text,
    items.progress_pct
from {{ ref('fct_rectification_item') }} as items
inner join {{ ref('dim_unit') }} as units on items.unit_code = units.unit_code
where items.item_state = 'overdue'
order by items.item_no
