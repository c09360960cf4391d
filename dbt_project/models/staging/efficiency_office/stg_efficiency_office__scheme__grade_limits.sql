-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__grade_limits') }}
),

renamed as (
    select
        {{ to_bigint('limit_no') }} as limit_no,
        cast(node_code as {{ dbt.type_string() }}) as node_code,
        cast(group_code as {{ dbt.type_string() }}) as group_code,
        {{ to_decimal('score_below') }} as score_below,
        case grade_cap
            when '优秀' then 'A'
            when '良好' then 'B'
            when '一般' then 'C'
            when '差' then 'D'
        end as grade_cap,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
