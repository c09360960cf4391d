-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__clusters') }}
),

renamed as (
    select
        cast(stratum_code as {{ dbt.type_string() }}) as stratum_code,
        cast(cluster_code as {{ dbt.type_string() }}) as cluster_code,
        {{ to_bigint('population_count') }} as population_count,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
