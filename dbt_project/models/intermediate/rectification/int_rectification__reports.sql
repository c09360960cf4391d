-- What was reported on the year's items; a report on no item of this build, or by another unit, is kept and counts for nothing.
select
    reports.item_no,
    reports.report_date,
    reports.unit_code,
    coalesce(items.unit_code = reports.unit_code, false) as has_item,
    cast(row_number() over (
        partition by reports.item_no, coalesce(items.unit_code = reports.unit_code, false)
        order by reports.report_date desc nulls last
    ) as integer) as newest_first,
    reports.progress_text,
    reports.progress_pct,
    reports.claimed_state,
    reports.evidence_reference,
    reports.confirmation,
    reports.confirmed_date,
    reports.submission_id,
    reports.sheet_name,
    {{ cell_address('columns.column_letter', 'reports.row_number') }} as progress_cell
from {{ ref('stg_efficiency_office__rectification_progress') }} as reports
inner join {{ ref('int_build__parameters') }} as build on {{ year_of('reports.period_code') }} = build.period_year
left join {{ ref('int_rectification__items') }} as items on reports.item_no = items.item_no
left join {{ ref('stg_build__columns') }} as columns
    on
        reports.submission_id = columns.submission_id
        and columns.table_name = 'rows'
        and columns.field_name = 'progress_text'
