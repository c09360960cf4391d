-- One row: from where on two indicators are held to say the same, each setting with what holds where the scheme says nothing.
with one_row as (
    select
        max(case when setting_code = 'redundant_correlation' then setting_value end) as redundant_correlation,
        max(case when setting_code = 'correlation_least_units' then setting_value end) as correlation_least_units
    from {{ ref('stg_efficiency_office__scheme__settings') }}
)

select
    {{ to_decimal("coalesce(redundant_correlation, '0.9')") }} as redundant_correlation,
    cast({{ to_bigint("coalesce(correlation_least_units, '5')") }} as integer) as correlation_least_units
from one_row
