-- By how much forecasts of last year's end would have been wrong, at each quarter: their number and their spread around zero.
with paths as (
    select
        paths.*,
        build.period_year - paths.period_year as years_ago
    from {{ ref('int_monitoring__paths') }} as paths
    cross join {{ ref('int_build__parameters') }} as build
    where paths.period_quarter < 4
),

errors as (
    select
        watched.indicator_code,
        lasts.period_quarter,
        case
            when watched.accumulation = 'flow' then {{ float_quotient('befores.path_pct', 'lasts.path_pct') }} - 1
            when lasts.rest_value between -1000000 and 1000000 then cast(lasts.rest_value as decimal(38, 18))
        end as forecast_error
    from {{ ref('int_monitoring__watched') }} as watched
    inner join paths as lasts
        on watched.unit_code = lasts.unit_code and watched.indicator_code = lasts.indicator_code and lasts.years_ago = 1
    left join paths as befores
        on
            lasts.unit_code = befores.unit_code
            and lasts.indicator_code = befores.indicator_code
            and lasts.period_quarter = befores.period_quarter
            and befores.years_ago = 2
),

sums as (
    select
        indicator_code,
        period_quarter,
        count(*) as error_count,
        sum({{ float_product('forecast_error', 'forecast_error') }}) as square_sum
    from errors
    where forecast_error is not null
    group by indicator_code, period_quarter
)

select
    indicator_code,
    period_quarter,
    error_count,
    {{ float_root(float_quotient('square_sum', 'error_count')) }} as error_spread
from sums
