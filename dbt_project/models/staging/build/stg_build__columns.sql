select
    cast(submission_id as {{ dbt.type_string() }}) as submission_id,
    cast(table_name as {{ dbt.type_string() }}) as table_name,
    cast(field_name as {{ dbt.type_string() }}) as field_name,
    cast(column_letter as {{ dbt.type_string() }}) as column_letter,
    cast(header_text as {{ dbt.type_string() }}) as header_text
from {{ source('landing', 'build__columns') }}
