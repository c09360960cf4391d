-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__consequences') }}
),

renamed as (
    select
        case trigger_grade
            when '优秀' then 'A'
            when '良好' then 'B'
            when '一般' then 'C'
            when '差' then 'D'
        end as trigger_grade,
        {{ to_bigint('consecutive_years') }} as consecutive_years,
        cast(action_code as {{ dbt.type_string() }}) as action_code,
        cast(action_zh as {{ dbt.type_string() }}) as action_zh,
        cast(action_en as {{ dbt.type_string() }}) as action_en,
        {{ to_bigint('deadline_days') }} as deadline_days,
        cast(recipients as {{ dbt.type_string() }}) as recipients,
        cast(addressees as {{ dbt.type_string() }}) as addressees,
        {{ to_decimal('reward_base_cny') }} as reward_base_cny,
        {{ to_decimal('reward_coefficient') }} as reward_coefficient,
        case reward_per
            when '人' then 'person'
            when '单位' then 'unit'
        end as reward_per,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
