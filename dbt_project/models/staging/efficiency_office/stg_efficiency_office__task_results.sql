-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__task_results__rows') }}
),

renamed as (
    select
        cast(unit_code as {{ dbt.type_string() }}) as unit_code,
        cast(unit_name_zh as {{ dbt.type_string() }}) as unit_name_zh,
        cast(indicator_code as {{ dbt.type_string() }}) as indicator_code,
        cast(indicator_name_zh as {{ dbt.type_string() }}) as indicator_name_zh,
        {{ to_decimal('result_value') }} as result_value,
        cast(result_value as {{ dbt.type_string() }}) as result_value_text,
        cast(evidence as {{ dbt.type_string() }}) as evidence,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
