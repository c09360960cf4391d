-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'organisation__honours_vetoes__rows') }}
),

renamed as (
    select
        cast(record_no as {{ dbt.type_string() }}) as record_no,
        {{ to_iso_date('decision_date') }} as decision_date,
        cast(unit_code as {{ dbt.type_string() }}) as unit_code,
        cast(unit_name_zh as {{ dbt.type_string() }}) as unit_name_zh,
        cast(item_code as {{ dbt.type_string() }}) as item_code,
        {{ to_bigint('case_count') }} as case_count,
        cast(document_no as {{ dbt.type_string() }}) as document_no,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
