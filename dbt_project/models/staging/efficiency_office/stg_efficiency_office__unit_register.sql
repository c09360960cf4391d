-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__unit_register__units') }}
),

renamed as (
    select
        cast(unit_id as {{ dbt.type_string() }}) as unit_id,
        cast(unit_code as {{ dbt.type_string() }}) as unit_code,
        cast(unit_name_zh as {{ dbt.type_string() }}) as unit_name_zh,
        cast(unit_name_en as {{ dbt.type_string() }}) as unit_name_en,
        case unit_level
            when '市' then 'city'
            when '县区' then 'county'
            when '开发区' then 'zone'
            when '市直机关' then 'organ'
            when '乡镇街道' then 'township'
        end as unit_level,
        cast(parent_code as {{ dbt.type_string() }}) as parent_code,
        cast(former_code as {{ dbt.type_string() }}) as former_code,
        cast(former_name_zh as {{ dbt.type_string() }}) as former_name_zh,
        {{ to_iso_date('valid_from_date') }} as valid_from_date,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
