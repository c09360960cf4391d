-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__group_adjustments') }}
),

renamed as (
    select
        cast(group_code as {{ dbt.type_string() }}) as group_code,
        cast(item_code as {{ dbt.type_string() }}) as item_code,
        {{ to_decimal('points_per_case') }} as points_per_case,
        {{ to_decimal('item_ceiling') }} as item_ceiling,
        case grade_cap
            when '优秀' then 'A'
            when '良好' then 'B'
            when '一般' then 'C'
            when '差' then 'D'
        end as grade_cap,
        cast(ceiling_set as {{ dbt.type_string() }}) as ceiling_set,
        {{ to_decimal('set_ceiling') }} as set_ceiling,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
