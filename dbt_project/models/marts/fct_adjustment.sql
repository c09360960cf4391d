select
    build.release_id,
    build.period_year as evaluation_year,
    items.unit_code,
    items.item_code,
    items.item_kind,
    items.item_name_zh,
    items.item_name_en,
    items.case_count,
    items.points_per_case,
    items.item_ceiling,
    items.points,
    items.ceiling_set,
    items.set_ceiling,
    items.grade_cap,
    items.record_count,
    items.first_submission_id,
    items.first_sheet,
    items.first_cell
from {{ ref('int_adjustment__items') }} as items
cross join {{ ref('int_build__parameters') }} as build
order by items.unit_code, items.item_code
