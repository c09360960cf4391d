-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__objections__rows') }}
),

renamed as (
    select
        cast(objection_no as {{ dbt.type_string() }}) as objection_no,
        {{ to_iso_date('objection_date') }} as objection_date,
        cast(unit_code as {{ dbt.type_string() }}) as unit_code,
        cast(unit_name_zh as {{ dbt.type_string() }}) as unit_name_zh,
        cast(objected_release_id as {{ dbt.type_string() }}) as objected_release_id,
        cast(indicator_code as {{ dbt.type_string() }}) as indicator_code,
        cast(objection_text as {{ dbt.type_string() }}) as objection_text,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
