-- The cumulative value of each quarter against the year's target and path, for units whose group weighs the indicator.
with measured as (
    select
        watched.unit_code,
        watched.indicator_code,
        watched.direction,
        watched.target_value,
        watched.target_submission_id,
        watched.target_sheet,
        watched.target_cell,
        watched.weight,
        quarters.period_code,
        quarters.period_quarter,
        quarters.indicator_value as cumulative_value,
        quarters.submission_id,
        quarters.sheet_name,
        quarters.cell_address,
        paths.quarter_value as previous_year_value,
        paths.submission_id as previous_submission_id,
        paths.sheet_name as previous_sheet,
        paths.cell_address as previous_cell,
        paths.end_value as previous_end_value,
        paths.end_submission_id as previous_end_submission_id,
        paths.end_sheet as previous_end_sheet,
        paths.end_cell as previous_end_cell,
        case
            when watched.target_value > 0
                then {{ div_half_up('100 * quarters.indicator_value', 'watched.target_value') }}
        end as progress_pct,
        case
            when watched.accumulation = 'rate' then 'whole'
            when watched.progress_path = 'last_year' and paths.path_pct is not null then 'last_year'
            else 'time'
        end as path_kind,
        paths.path_pct
    from {{ ref('int_monitoring__watched') }} as watched
    inner join {{ ref('int_monitoring__values') }} as quarters
        on watched.unit_code = quarters.unit_code and watched.indicator_code = quarters.indicator_code
    inner join {{ ref('int_build__parameters') }} as build
        on
            quarters.period_year = build.period_year
            and quarters.period_quarter <= coalesce(build.period_quarter, 4)
    left join {{ ref('int_monitoring__paths') }} as paths
        on
            quarters.unit_code = paths.unit_code
            and quarters.indicator_code = paths.indicator_code
            and quarters.period_quarter = paths.period_quarter
            and quarters.period_year - 1 = paths.period_year
),

expected as (
    select
        *,
        cast(
            case path_kind when 'whole' then 100 when 'time' then 25 * period_quarter else path_pct end as decimal(24, 12)
        ) as expected_pct
    from measured
)

select
    expected.unit_code,
    expected.indicator_code,
    expected.period_code,
    expected.period_quarter,
    expected.direction,
    expected.cumulative_value,
    expected.target_value,
    expected.target_submission_id,
    expected.target_sheet,
    expected.target_cell,
    expected.weight,
    expected.progress_pct,
    expected.path_kind,
    expected.expected_pct,
    expected.previous_year_value,
    expected.path_pct as previous_path_pct,
    expected.previous_submission_id,
    expected.previous_sheet,
    expected.previous_cell,
    expected.previous_end_value,
    expected.previous_end_submission_id,
    expected.previous_end_sheet,
    expected.previous_end_cell,
    {{ monitoring_status('expected.progress_pct', 'expected.expected_pct', 'expected.direction', 'settings.at_risk_share') }}
        as monitoring_status,
    settings.at_risk_share,
    expected.submission_id,
    expected.sheet_name,
    expected.cell_address
from expected
cross join {{ ref('int_scheme__settings') }} as settings
