-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'statistics__livelihood__rows') }}
),

renamed as (
    select
        cast(unit_name_zh as {{ dbt.type_string() }}) as unit_name_zh,
        {{ to_decimal('urban_income_cny') }} as urban_income_cny,
        cast(urban_income_cny as {{ dbt.type_string() }}) as urban_income_cny_text,
        {{ to_decimal('urban_income_growth_pct') }} as urban_income_growth_pct,
        cast(urban_income_growth_pct as {{ dbt.type_string() }}) as urban_income_growth_pct_text,
        {{ to_decimal('rural_income_cny') }} as rural_income_cny,
        cast(rural_income_cny as {{ dbt.type_string() }}) as rural_income_cny_text,
        {{ to_decimal('rural_income_growth_pct') }} as rural_income_growth_pct,
        cast(rural_income_growth_pct as {{ dbt.type_string() }}) as rural_income_growth_pct_text,
        {{ to_decimal('resident_population_persons') }} as resident_population_persons,
        cast(resident_population_persons as {{ dbt.type_string() }}) as resident_population_persons_text,
        {{ to_decimal('census_population_10k_persons', factor='10000', offset='0') }} as census_population_10k_persons_as_persons,
        cast(census_population_10k_persons as {{ dbt.type_string() }}) as census_population_10k_persons_text,
        {{ to_decimal('registered_population_persons') }} as registered_population_persons,
        cast(registered_population_persons as {{ dbt.type_string() }}) as registered_population_persons_text,
        {{ to_decimal('medical_insured_10k_persons', factor='10000', offset='0') }} as medical_insured_10k_persons_as_persons,
        cast(medical_insured_10k_persons as {{ dbt.type_string() }}) as medical_insured_10k_persons_text,
        {{ to_decimal('resident_pension_10k_persons', factor='10000', offset='0') }} as resident_pension_10k_persons_as_persons,
        cast(resident_pension_10k_persons as {{ dbt.type_string() }}) as resident_pension_10k_persons_text,
        {{ to_decimal('worker_pension_10k_persons', factor='10000', offset='0') }} as worker_pension_10k_persons_as_persons,
        cast(worker_pension_10k_persons as {{ dbt.type_string() }}) as worker_pension_10k_persons_text,
        {{ to_decimal('urban_minimum_living_10k_persons', factor='10000', offset='0') }} as urban_minimum_living_10k_persons_as_persons,
        cast(urban_minimum_living_10k_persons as {{ dbt.type_string() }}) as urban_minimum_living_10k_persons_text,
        {{ to_decimal('rural_minimum_living_10k_persons', factor='10000', offset='0') }} as rural_minimum_living_10k_persons_as_persons,
        cast(rural_minimum_living_10k_persons as {{ dbt.type_string() }}) as rural_minimum_living_10k_persons_text,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
