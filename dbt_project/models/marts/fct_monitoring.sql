select
    build.release_id,
    build.period_year as evaluation_year,
    progress.unit_code,
    progress.indicator_code,
    progress.period_code,
    progress.weight,
    progress.cumulative_value,
    progress.target_value,
    progress.progress_pct,
    progress.path_kind,
    progress.expected_pct,
    progress.previous_year_value,
    progress.previous_end_value,
    progress.previous_path_pct,
    progress.monitoring_status,
    progress.at_risk_share,
    outlook.forecast_value,
    outlook.forecast_low,
    outlook.forecast_high,
    cast(outlook.forecast_error_count as bigint) as forecast_error_count,
    outlook.forecast_error_spread,
    outlook.forecast_quantile,
    outlook.forecast_status,
    outlook.forecast_outlook,
    progress.submission_id as value_submission_id,
    progress.sheet_name as value_sheet,
    progress.cell_address as value_cell,
    progress.target_submission_id,
    progress.target_sheet,
    progress.target_cell,
    progress.previous_submission_id,
    progress.previous_sheet,
    progress.previous_cell,
    progress.previous_end_submission_id,
    progress.previous_end_sheet,
    progress.previous_end_cell
from {{ ref('int_monitoring__progress') }} as progress
inner join {{ ref('int_monitoring__outlook') }} as outlook
    on
        progress.unit_code = outlook.unit_code
        and progress.indicator_code = outlook.indicator_code
        and progress.period_code = outlook.period_code
cross join {{ ref('int_build__parameters') }} as build
order by progress.unit_code, progress.indicator_code, progress.period_code
