-- One row: the settings of monitoring that a scheme may leave out, each with what then holds.
with one_row as (
    select max(case when setting_code = 'forecast_least_errors' then setting_value end) as forecast_least_errors
    from {{ ref('stg_efficiency_office__scheme__settings') }}
)

select cast({{ to_bigint("coalesce(forecast_least_errors, '5')") }} as integer) as forecast_least_errors
from one_row
