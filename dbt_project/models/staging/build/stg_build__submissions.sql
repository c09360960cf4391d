select
    cast(submission_id as {{ dbt.type_string() }}) as submission_id,
    cast(bureau_code as {{ dbt.type_string() }}) as bureau_code,
    cast(dataset_code as {{ dbt.type_string() }}) as dataset_code,
    cast(period_code as {{ dbt.type_string() }}) as period_code,
    cast(period_year as integer) as period_year,
    cast(period_quarter as integer) as period_quarter,
    cast(file_name as {{ dbt.type_string() }}) as file_name,
    cast(file_sha256 as {{ dbt.type_string() }}) as file_sha256,
    cast(contract_version as {{ dbt.type_string() }}) as contract_version,
    cast(is_synthetic as boolean) as is_synthetic,
    cast(row_count as bigint) as row_count
from {{ source('landing', 'build__submissions') }}
