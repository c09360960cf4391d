-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__groups') }}
),

renamed as (
    select
        cast(group_code as {{ dbt.type_string() }}) as group_code,
        cast(group_name_zh as {{ dbt.type_string() }}) as group_name_zh,
        cast(group_name_en as {{ dbt.type_string() }}) as group_name_en,
        cast(unit_level as {{ dbt.type_string() }}) as unit_level,
        {{ to_bigint('sort_order') }} as sort_order,
        case grade_basis
            when '分数线' then 'thresholds'
            when '自然断点' then 'natural_breaks'
        end as grade_basis,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
