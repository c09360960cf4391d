-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__grade_adjustments') }}
),

renamed as (
    select
        cast(unit_code as {{ dbt.type_string() }}) as unit_code,
        case grade_adjusted
            when '优秀' then 'A'
            when '良好' then 'B'
            when '一般' then 'C'
            when '差' then 'D'
        end as grade_adjusted,
        case leadership_grade
            when '优秀' then 'A'
            when '良好' then 'B'
            when '一般' then 'C'
            when '差' then 'D'
        end as leadership_grade,
        cast(document_no as {{ dbt.type_string() }}) as document_no,
        {{ to_iso_date('approved_date') }} as approved_date,
        cast(adjustment_reason as {{ dbt.type_string() }}) as adjustment_reason,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
