-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'statistics__quarterly_economy__rows') }}
),

renamed as (
    select
        cast(unit_code as {{ dbt.type_string() }}) as unit_code,
        cast(unit_name_zh as {{ dbt.type_string() }}) as unit_name_zh,
        {{ to_decimal('gdp_growth_pct') }} as gdp_growth_pct,
        cast(gdp_growth_pct as {{ dbt.type_string() }}) as gdp_growth_pct_text,
        {{ to_decimal('industry_growth_pct') }} as industry_growth_pct,
        cast(industry_growth_pct as {{ dbt.type_string() }}) as industry_growth_pct_text,
        {{ to_decimal('service_growth_pct') }} as service_growth_pct,
        cast(service_growth_pct as {{ dbt.type_string() }}) as service_growth_pct_text,
        {{ to_decimal('fixed_investment_growth_pct') }} as fixed_investment_growth_pct,
        cast(fixed_investment_growth_pct as {{ dbt.type_string() }}) as fixed_investment_growth_pct_text,
        {{ to_decimal('retail_growth_pct') }} as retail_growth_pct,
        cast(retail_growth_pct as {{ dbt.type_string() }}) as retail_growth_pct_text,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
