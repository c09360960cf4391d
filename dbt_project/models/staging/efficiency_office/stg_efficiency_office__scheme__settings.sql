-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__settings') }}
),

renamed as (
    select
        cast(setting_code as {{ dbt.type_string() }}) as setting_code,
        cast(setting_value as {{ dbt.type_string() }}) as setting_value,
        cast(note as {{ dbt.type_string() }}) as note,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
