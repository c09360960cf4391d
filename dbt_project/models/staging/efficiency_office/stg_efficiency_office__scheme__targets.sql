-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__targets') }}
),

renamed as (
    select
        cast(unit_code as {{ dbt.type_string() }}) as unit_code,
        cast(unit_name_zh as {{ dbt.type_string() }}) as unit_name_zh,
        cast(indicator_code as {{ dbt.type_string() }}) as indicator_code,
        {{ to_decimal('target_value') }} as target_value,
        cast(target_value as {{ dbt.type_string() }}) as target_value_text,
        {{ to_decimal('challenge_value') }} as challenge_value,
        cast(challenge_value as {{ dbt.type_string() }}) as challenge_value_text,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
