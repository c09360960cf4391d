-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__comment_rules') }}
),

renamed as (
    select
        {{ to_bigint('rule_no') }} as rule_no,
        {{ to_bigint('priority') }} as priority,
        cast(all_words as {{ dbt.type_string() }}) as all_words,
        cast(any_words as {{ dbt.type_string() }}) as any_words,
        cast(no_words as {{ dbt.type_string() }}) as no_words,
        cast(topic_code as {{ dbt.type_string() }}) as topic_code,
        cast(topic_name_zh as {{ dbt.type_string() }}) as topic_name_zh,
        case handling_kind
            when '整改' then 'rectify'
            when '留存' then 'record'
        end as handling_kind,
        case responsible_kind
            when '被评单位' then 'judged'
            when '上级单位' then 'superior'
            when '指定单位' then 'named'
        end as responsible_kind,
        cast(unit_code as {{ dbt.type_string() }}) as unit_code,
        {{ to_bigint('due_days') }} as due_days,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
