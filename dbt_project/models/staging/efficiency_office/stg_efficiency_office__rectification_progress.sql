-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__rectification_progress__rows') }}
),

renamed as (
    select
        cast(item_no as {{ dbt.type_string() }}) as item_no,
        {{ to_iso_date('report_date') }} as report_date,
        cast(unit_code as {{ dbt.type_string() }}) as unit_code,
        cast(unit_name_zh as {{ dbt.type_string() }}) as unit_name_zh,
        cast(progress_text as {{ dbt.type_string() }}) as progress_text,
        {{ to_decimal('progress_pct') }} as progress_pct,
        case claimed_state
            when '整改中' then 'in_progress'
            when '已完成' then 'done'
        end as claimed_state,
        cast(evidence_reference as {{ dbt.type_string() }}) as evidence_reference,
        case confirmation
            when '通过' then 'accepted'
            when '退回' then 'returned'
        end as confirmation,
        {{ to_iso_date('confirmed_date') }} as confirmed_date,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
