-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__group_grades') }}
),

renamed as (
    select
        cast(group_code as {{ dbt.type_string() }}) as group_code,
        case grade_name_zh
            when '优秀' then 'A'
            when '良好' then 'B'
            when '一般' then 'C'
            when '差' then 'D'
        end as grade_code,
        cast(grade_name_zh as {{ dbt.type_string() }}) as grade_name_zh,
        {{ to_decimal('lower_bound') }} as lower_bound,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
