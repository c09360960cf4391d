select
    cast(_submission_id as {{ dbt.type_string() }}) as submission_id,
    cast(table_name as {{ dbt.type_string() }}) as table_name,
    cast(_row as bigint) as row_number,
    cast(field_name as {{ dbt.type_string() }}) as field_name,
    cast(raw_text as {{ dbt.type_string() }}) as raw_text,
    cast(missing_reason as {{ dbt.type_string() }}) as missing_reason
from {{ source('landing', 'build__cells') }}
