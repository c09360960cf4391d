select
    build.release_id,
    build.period_year as evaluation_year,
    reports.item_no,
    reports.report_date,
    reports.unit_code,
    reports.has_item,
    reports.progress_text,
    reports.progress_pct,
    reports.claimed_state,
    reports.evidence_reference,
    reports.confirmation,
    reports.confirmed_date,
    reports.submission_id as report_submission_id,
    reports.sheet_name as report_sheet,
    reports.progress_cell as report_cell
from {{ ref('int_rectification__reports') }} as reports
cross join {{ ref('int_build__parameters') }} as build
order by reports.item_no, reports.report_date
