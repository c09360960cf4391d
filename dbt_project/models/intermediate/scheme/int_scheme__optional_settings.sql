-- One row: the settings of scoring that a scheme may leave out, each with what then holds.
with one_row as (
    select
        max(case when setting_code = 'history_years' then setting_value end) as history_years,
        max(case when setting_code = 'quantile_definition' then setting_value end) as quantile_definition
    from {{ ref('stg_efficiency_office__scheme__settings') }}
)

select
    cast({{ to_bigint("coalesce(history_years, '1')") }} as integer) as history_years,
    coalesce(quantile_definition, 'linear') as quantile_definition
from one_row
