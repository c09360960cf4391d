select
    cast(release_kind as {{ dbt.type_string() }}) as release_kind,
    cast(period_code as {{ dbt.type_string() }}) as period_code,
    cast(period_year as integer) as period_year,
    {{ quarter_of('period_code') }} as period_quarter,
    cast(release_id as {{ dbt.type_string() }}) as release_id,
    cast(previous_release_id as {{ dbt.type_string() }}) as previous_release_id,
    cast(is_synthetic as boolean) as is_synthetic,
    cast(code_version as {{ dbt.type_string() }}) as code_version,
    {{ to_iso_date('state_date') }} as state_date
from {{ source('landing', 'build__parameters') }}
