-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__objections__decisions') }}
),

renamed as (
    select
        cast(objection_no as {{ dbt.type_string() }}) as objection_no,
        cast(answered_by as {{ dbt.type_string() }}) as answered_by,
        cast(answer_text as {{ dbt.type_string() }}) as answer_text,
        cast(evidence_reference as {{ dbt.type_string() }}) as evidence_reference,
        {{ to_iso_date('answer_date') }} as answer_date,
        case decision
            when '采纳' then 'upheld'
            when '不采纳' then 'rejected'
        end as decision,
        cast(decision_reason as {{ dbt.type_string() }}) as decision_reason,
        cast(decided_by as {{ dbt.type_string() }}) as decided_by,
        {{ to_iso_date('decided_date') }} as decided_date,
        cast(corrected_sha256 as {{ dbt.type_string() }}) as corrected_sha256,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
