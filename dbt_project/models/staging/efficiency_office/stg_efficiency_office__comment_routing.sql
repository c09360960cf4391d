-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__comment_routing__rows') }}
),

renamed as (
    select
        cast(comment_id as {{ dbt.type_string() }}) as comment_id,
        cast(judged_unit_name_zh as {{ dbt.type_string() }}) as judged_unit_name_zh,
        cast(comment_text as {{ dbt.type_string() }}) as comment_text,
        case handling_kind
            when '整改' then 'rectify'
            when '留存' then 'record'
        end as handling_kind,
        cast(topic_code as {{ dbt.type_string() }}) as topic_code,
        cast(topic_name_zh as {{ dbt.type_string() }}) as topic_name_zh,
        cast(unit_code as {{ dbt.type_string() }}) as unit_code,
        {{ to_bigint('due_days') }} as due_days,
        cast(decided_by as {{ dbt.type_string() }}) as decided_by,
        {{ to_iso_date('decided_date') }} as decided_date,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
