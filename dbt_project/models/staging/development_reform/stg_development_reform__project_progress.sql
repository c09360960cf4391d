-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'development_reform__project_progress__rows') }}
),

renamed as (
    select
        cast(unit_code as {{ dbt.type_string() }}) as unit_code,
        cast(unit_name_zh as {{ dbt.type_string() }}) as unit_name_zh,
        {{ to_decimal('planned_investment_cny_100m', factor='10000', offset='0') }} as planned_investment_cny_100m_as_cny_10k,
        cast(planned_investment_cny_100m as {{ dbt.type_string() }}) as planned_investment_cny_100m_text,
        {{ to_decimal('completed_investment_cny_100m', factor='10000', offset='0') }} as completed_investment_cny_100m_as_cny_10k,
        cast(completed_investment_cny_100m as {{ dbt.type_string() }}) as completed_investment_cny_100m_text,
        {{ to_decimal('started_projects_pct') }} as started_projects_pct,
        cast(started_projects_pct as {{ dbt.type_string() }}) as started_projects_pct_text,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
