-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__topics') }}
),

renamed as (
    select
        cast(topic_code as {{ dbt.type_string() }}) as topic_code,
        cast(name_zh as {{ dbt.type_string() }}) as name_zh,
        cast(name_en as {{ dbt.type_string() }}) as name_en,
        {{ to_decimal('weight') }} as weight,
        cast(respondent_group as {{ dbt.type_string() }}) as respondent_group,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
