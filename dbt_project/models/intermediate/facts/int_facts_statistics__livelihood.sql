-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'URBAN_INCOME' as indicator_code,
    urban_income_cny as indicator_value,
    urban_income_cny_text as value_text,
    'rows' as table_name,
    'urban_income_cny' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__livelihood') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'URBAN_INCOME_GROWTH' as indicator_code,
    urban_income_growth_pct as indicator_value,
    urban_income_growth_pct_text as value_text,
    'rows' as table_name,
    'urban_income_growth_pct' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__livelihood') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'RURAL_INCOME' as indicator_code,
    rural_income_cny as indicator_value,
    rural_income_cny_text as value_text,
    'rows' as table_name,
    'rural_income_cny' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__livelihood') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'RURAL_INCOME_GROWTH' as indicator_code,
    rural_income_growth_pct as indicator_value,
    rural_income_growth_pct_text as value_text,
    'rows' as table_name,
    'rural_income_growth_pct' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__livelihood') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'RESIDENT_POPULATION' as indicator_code,
    resident_population_persons as indicator_value,
    resident_population_persons_text as value_text,
    'rows' as table_name,
    'resident_population_persons' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__livelihood') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'CENSUS_POPULATION' as indicator_code,
    census_population_10k_persons_as_persons as indicator_value,
    census_population_10k_persons_text as value_text,
    'rows' as table_name,
    'census_population_10k_persons' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__livelihood') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'REGISTERED_POPULATION' as indicator_code,
    registered_population_persons as indicator_value,
    registered_population_persons_text as value_text,
    'rows' as table_name,
    'registered_population_persons' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__livelihood') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'MEDICAL_INSURED' as indicator_code,
    medical_insured_10k_persons_as_persons as indicator_value,
    medical_insured_10k_persons_text as value_text,
    'rows' as table_name,
    'medical_insured_10k_persons' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__livelihood') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'RESIDENT_PENSION_INSURED' as indicator_code,
    resident_pension_10k_persons_as_persons as indicator_value,
    resident_pension_10k_persons_text as value_text,
    'rows' as table_name,
    'resident_pension_10k_persons' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__livelihood') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'WORKER_PENSION_INSURED' as indicator_code,
    worker_pension_10k_persons_as_persons as indicator_value,
    worker_pension_10k_persons_text as value_text,
    'rows' as table_name,
    'worker_pension_10k_persons' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__livelihood') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'URBAN_MINIMUM_LIVING' as indicator_code,
    urban_minimum_living_10k_persons_as_persons as indicator_value,
    urban_minimum_living_10k_persons_text as value_text,
    'rows' as table_name,
    'urban_minimum_living_10k_persons' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__livelihood') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'RURAL_MINIMUM_LIVING' as indicator_code,
    rural_minimum_living_10k_persons_as_persons as indicator_value,
    rural_minimum_living_10k_persons_text as value_text,
    'rows' as table_name,
    'rural_minimum_living_10k_persons' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__livelihood') }}
