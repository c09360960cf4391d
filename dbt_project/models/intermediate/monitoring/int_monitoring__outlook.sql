-- Whether the year's target can be expected to be met, from the forecast and its interval.
with bounds as (
    select
        progress.unit_code,
        progress.indicator_code,
        progress.period_code,
        progress.progress_pct,
        -- What the year's end has to lie between; a missing bound does not hold.
        case progress.direction
            when 'higher' then progress.target_value
            when 'interval' then settings.at_risk_share * progress.target_value
        end as least_value,
        case progress.direction
            when 'lower' then progress.target_value
            when 'interval' then (2 - settings.at_risk_share) * progress.target_value
        end as most_value
    from {{ ref('int_monitoring__progress') }} as progress
    cross join {{ ref('int_scheme__settings') }} as settings
)

select
    forecasts.unit_code,
    forecasts.indicator_code,
    forecasts.period_code,
    forecasts.forecast_value,
    forecasts.forecast_low,
    forecasts.forecast_high,
    forecasts.forecast_error_count,
    forecasts.forecast_error_spread,
    forecasts.forecast_quantile,
    forecasts.forecast_status,
    case
        when bounds.progress_pct is null or forecasts.forecast_value is null then null
        when forecasts.forecast_high < bounds.least_value or forecasts.forecast_low > bounds.most_value
            then 'very_likely_missed'
        when forecasts.forecast_value < bounds.least_value or forecasts.forecast_value > bounds.most_value
            then 'likely_missed'
        else 'on_target'
    end as forecast_outlook
from bounds
inner join {{ ref('int_monitoring__forecasts') }} as forecasts
    on
        bounds.unit_code = forecasts.unit_code
        and bounds.indicator_code = forecasts.indicator_code
        and bounds.period_code = forecasts.period_code
