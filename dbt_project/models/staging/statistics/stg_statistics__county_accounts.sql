-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'statistics__county_accounts__rows') }}
),

renamed as (
    select
        cast(unit_name_zh as {{ dbt.type_string() }}) as unit_name_zh,
        {{ to_decimal('gdp_cny_100m', factor='10000', offset='0') }} as gdp_cny_100m_as_cny_10k,
        cast(gdp_cny_100m as {{ dbt.type_string() }}) as gdp_cny_100m_text,
        {{ to_decimal('gdp_cny_10k') }} as gdp_cny_10k,
        cast(gdp_cny_10k as {{ dbt.type_string() }}) as gdp_cny_10k_text,
        {{ to_decimal('gdp_index', factor='1', offset='-100') }} as gdp_index_as_pct,
        cast(gdp_index as {{ dbt.type_string() }}) as gdp_index_text,
        {{ to_decimal('gdp_growth_pct') }} as gdp_growth_pct,
        cast(gdp_growth_pct as {{ dbt.type_string() }}) as gdp_growth_pct_text,
        {{ to_decimal('primary_added_cny_10k') }} as primary_added_cny_10k,
        cast(primary_added_cny_10k as {{ dbt.type_string() }}) as primary_added_cny_10k_text,
        {{ to_decimal('primary_index', factor='1', offset='-100') }} as primary_index_as_pct,
        cast(primary_index as {{ dbt.type_string() }}) as primary_index_text,
        {{ to_decimal('secondary_added_cny_10k') }} as secondary_added_cny_10k,
        cast(secondary_added_cny_10k as {{ dbt.type_string() }}) as secondary_added_cny_10k_text,
        {{ to_decimal('secondary_index', factor='1', offset='-100') }} as secondary_index_as_pct,
        cast(secondary_index as {{ dbt.type_string() }}) as secondary_index_text,
        {{ to_decimal('industry_index', factor='1', offset='-100') }} as industry_index_as_pct,
        cast(industry_index as {{ dbt.type_string() }}) as industry_index_text,
        {{ to_decimal('construction_index', factor='1', offset='-100') }} as construction_index_as_pct,
        cast(construction_index as {{ dbt.type_string() }}) as construction_index_text,
        {{ to_decimal('tertiary_added_cny_10k') }} as tertiary_added_cny_10k,
        cast(tertiary_added_cny_10k as {{ dbt.type_string() }}) as tertiary_added_cny_10k_text,
        {{ to_decimal('tertiary_index', factor='1', offset='-100') }} as tertiary_index_as_pct,
        cast(tertiary_index as {{ dbt.type_string() }}) as tertiary_index_text,
        {{ to_decimal('gdp_per_capita_index', factor='1', offset='-100') }} as gdp_per_capita_index_as_pct,
        cast(gdp_per_capita_index as {{ dbt.type_string() }}) as gdp_per_capita_index_text,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
