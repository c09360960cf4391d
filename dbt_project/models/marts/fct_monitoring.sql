select
    build.release_id,
    build.period_year as evaluation_year,
    progress.unit_code,
    progress.indicator_code,
    progress.period_code,
    progress.cumulative_value,
    progress.target_value,
    progress.progress_pct,
    progress.expected_pct,
    progress.previous_year_value,
    progress.monitoring_status,
    progress.submission_id as value_submission_id,
    progress.sheet_name as value_sheet,
    progress.cell_address as value_cell
from {{ ref('int_monitoring__progress') }} as progress
cross join {{ ref('int_build__parameters') }} as build
order by progress.unit_code, progress.indicator_code, progress.period_code
