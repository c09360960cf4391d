-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__superior_indicators') }}
),

renamed as (
    select
        cast(superior_code as {{ dbt.type_string() }}) as superior_code,
        case superior_level
            when '省' then 'province'
            when '市' then 'city'
        end as superior_level,
        cast(name_zh as {{ dbt.type_string() }}) as name_zh,
        cast(name_en as {{ dbt.type_string() }}) as name_en,
        {{ to_decimal('weight') }} as weight,
        cast(source_code as {{ dbt.type_string() }}) as source_code,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
