-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__answer_scale') }}
),

renamed as (
    select
        cast(answer_zh as {{ dbt.type_string() }}) as answer_zh,
        {{ to_decimal('answer_score') }} as answer_score,
        case counts_as_satisfied
            when '是' then 'yes'
            when '否' then 'no'
        end as counts_as_satisfied,
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
