select
    cast(unit_id as {{ dbt.type_string() }}) as unit_id,
    cast(composite_error as decimal(24, 12)) as composite_error
from {{ source('landing', 'build__previous_uncertainty') }}
