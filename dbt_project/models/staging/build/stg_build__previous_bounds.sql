select
    cast(pool_code as {{ dbt.type_string() }}) as pool_code,
    cast(grade_code as {{ dbt.type_string() }}) as grade_code,
    cast(lower_bound as decimal(24, 6)) as lower_bound
from {{ source('landing', 'build__previous_bounds') }}
