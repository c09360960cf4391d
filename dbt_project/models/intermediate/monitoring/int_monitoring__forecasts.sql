-- The year's end as it can be forecast from each quarter of the build's year, and how sure that is.
with points as (
    select
        watched.unit_code,
        watched.indicator_code,
        watched.accumulation,
        quarters.period_code,
        quarters.period_quarter,
        coalesce(errors.error_count, 0) as forecast_error_count,
        errors.error_spread,
        cast(case
            when quarters.period_quarter = 4 then null
            when watched.accumulation = 'rate' then quarters.indicator_value
            else {{ round_half_up(div_half_up('100 * quarters.indicator_value', 'paths.path_pct'), 6) }}
        end as decimal(24, 6)) as forecast_value
    from {{ ref('int_monitoring__watched') }} as watched
    inner join {{ ref('int_monitoring__values') }} as quarters
        on watched.unit_code = quarters.unit_code and watched.indicator_code = quarters.indicator_code
    inner join {{ ref('int_build__parameters') }} as build on quarters.period_year = build.period_year
    left join {{ ref('int_monitoring__paths') }} as paths
        on
            quarters.unit_code = paths.unit_code
            and quarters.indicator_code = paths.indicator_code
            and quarters.period_quarter = paths.period_quarter
            and quarters.period_year - 1 = paths.period_year
    left join {{ ref('int_monitoring__forecast_errors') }} as errors
        on quarters.indicator_code = errors.indicator_code and quarters.period_quarter = errors.period_quarter
),

widths as (
    select
        points.*,
        case
            when points.forecast_error_count >= settings.forecast_least_errors then {{ float_product(
                float_product(student_t_975('points.forecast_error_count'), 'points.error_spread'),
                "case when points.accumulation = 'rate' then 1 else abs(points.forecast_value) end"
            ) }}
        end as half_width
    from points
    cross join {{ ref('int_monitoring__settings') }} as settings
)

select
    unit_code,
    indicator_code,
    period_code,
    forecast_value,
    forecast_error_count,
    cast(error_spread as decimal(24, 12)) as forecast_error_spread,
    cast(case when half_width is not null then {{ student_t_975('forecast_error_count') }} end as decimal(24, 12)) as forecast_quantile,
    case
        when period_quarter = 4 then 'year_over'
        when forecast_value is null then 'no_path'
        when half_width is null then 'point'
        else 'interval'
    end as forecast_status,
    cast(case when forecast_value is not null then {{ settled('forecast_value') }} - half_width end as decimal(24, 6))
        as forecast_low,
    cast(case when forecast_value is not null then {{ settled('forecast_value') }} + half_width end as decimal(24, 6))
        as forecast_high
from widths
