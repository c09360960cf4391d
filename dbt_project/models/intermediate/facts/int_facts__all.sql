-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
select
    unit_code,
    unit_name_zh,
    'PROJECT_PLAN' as indicator_code,
    planned_investment_cny_100m_as_cny_10k as indicator_value,
    planned_investment_cny_100m_text as value_text,
    'rows' as table_name,
    'planned_investment_cny_100m' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_development_reform__project_progress') }}

union all

select
    unit_code,
    unit_name_zh,
    'PROJECT_INVESTMENT' as indicator_code,
    completed_investment_cny_100m_as_cny_10k as indicator_value,
    completed_investment_cny_100m_text as value_text,
    'rows' as table_name,
    'completed_investment_cny_100m' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_development_reform__project_progress') }}

union all

select
    unit_code,
    unit_name_zh,
    'PROJECT_START_RATE' as indicator_code,
    started_projects_pct as indicator_value,
    started_projects_pct_text as value_text,
    'rows' as table_name,
    'started_projects_pct' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_development_reform__project_progress') }}

union all

select
    unit_code,
    unit_name_zh,
    indicator_code,
    result_value as indicator_value,
    result_value_text as value_text,
    'rows' as table_name,
    'result_value' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_efficiency_office__task_results') }}

union all

select
    unit_code,
    unit_name_zh,
    'LOCAL_REVENUE' as indicator_code,
    amount_cny_10k as indicator_value,
    amount_cny_10k_text as value_text,
    'rows' as table_name,
    'amount_cny_10k' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_finance__budget_execution') }}
where item_name_zh = '地方一般公共预算收入'

union all

select
    unit_code,
    unit_name_zh,
    'PUBLIC_EXPENDITURE' as indicator_code,
    amount_cny_10k as indicator_value,
    amount_cny_10k_text as value_text,
    'rows' as table_name,
    'amount_cny_10k' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_finance__budget_execution') }}
where item_name_zh = '一般公共预算支出'

union all

select
    unit_code,
    unit_name_zh,
    'ORGAN_BUDGET' as indicator_code,
    budget_cny_10k as indicator_value,
    budget_cny_10k_text as value_text,
    'rows' as table_name,
    'budget_cny_10k' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_finance__organ_budget') }}

union all

select
    unit_code,
    unit_name_zh,
    'BUDGET_EXECUTION_RATE' as indicator_code,
    budget_execution_pct as indicator_value,
    budget_execution_pct_text as value_text,
    'rows' as table_name,
    'budget_execution_pct' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_finance__organ_budget') }}

union all

select
    unit_code,
    unit_name_zh,
    'OFFICIAL_EXPENSE' as indicator_code,
    official_expense_cny_10k as indicator_value,
    official_expense_cny_10k_text as value_text,
    'rows' as table_name,
    'official_expense_cny_10k' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_finance__organ_budget') }}

union all

select
    unit_code,
    unit_name_zh,
    'NEW_JOBS' as indicator_code,
    new_jobs_persons as indicator_value,
    new_jobs_persons_text as value_text,
    'rows' as table_name,
    'new_jobs_persons' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_human_resources__employment') }}

union all

select
    unit_code,
    unit_name_zh,
    'UNEMPLOYMENT_RATE' as indicator_code,
    unemployment_rate_pct as indicator_value,
    unemployment_rate_pct_text as value_text,
    'rows' as table_name,
    'unemployment_rate_pct' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_human_resources__employment') }}

union all

select
    unit_code,
    unit_name_zh,
    'ESTABLISHED_POSTS' as indicator_code,
    established_posts_persons as indicator_value,
    established_posts_persons_text as value_text,
    'rows' as table_name,
    'established_posts_persons' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_human_resources__headcount') }}

union all

select
    unit_code,
    unit_name_zh,
    'STAFF' as indicator_code,
    staff_persons as indicator_value,
    staff_persons_text as value_text,
    'rows' as table_name,
    'staff_persons' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_human_resources__headcount') }}

union all

select
    unit_code,
    unit_name_zh,
    'PARTY_BUILDING' as indicator_code,
    party_building_score as indicator_value,
    party_building_score_text as value_text,
    'rows' as table_name,
    'party_building_score' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_organisation__party_building') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'GDP' as indicator_code,
    gdp_cny_100m_as_cny_10k as indicator_value,
    gdp_cny_100m_text as value_text,
    'rows' as table_name,
    'gdp_cny_100m' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__county_accounts') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'GDP' as indicator_code,
    gdp_cny_10k as indicator_value,
    gdp_cny_10k_text as value_text,
    'rows' as table_name,
    'gdp_cny_10k' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__county_accounts') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'GDP_GROWTH' as indicator_code,
    gdp_index_as_pct as indicator_value,
    gdp_index_text as value_text,
    'rows' as table_name,
    'gdp_index' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__county_accounts') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'GDP_GROWTH' as indicator_code,
    gdp_growth_pct as indicator_value,
    gdp_growth_pct_text as value_text,
    'rows' as table_name,
    'gdp_growth_pct' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__county_accounts') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'PRIMARY_ADDED' as indicator_code,
    primary_added_cny_10k as indicator_value,
    primary_added_cny_10k_text as value_text,
    'rows' as table_name,
    'primary_added_cny_10k' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__county_accounts') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'PRIMARY_GROWTH' as indicator_code,
    primary_index_as_pct as indicator_value,
    primary_index_text as value_text,
    'rows' as table_name,
    'primary_index' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__county_accounts') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'SECONDARY_ADDED' as indicator_code,
    secondary_added_cny_10k as indicator_value,
    secondary_added_cny_10k_text as value_text,
    'rows' as table_name,
    'secondary_added_cny_10k' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__county_accounts') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'SECONDARY_GROWTH' as indicator_code,
    secondary_index_as_pct as indicator_value,
    secondary_index_text as value_text,
    'rows' as table_name,
    'secondary_index' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__county_accounts') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'INDUSTRY_GROWTH' as indicator_code,
    industry_index_as_pct as indicator_value,
    industry_index_text as value_text,
    'rows' as table_name,
    'industry_index' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__county_accounts') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'CONSTRUCTION_GROWTH' as indicator_code,
    construction_index_as_pct as indicator_value,
    construction_index_text as value_text,
    'rows' as table_name,
    'construction_index' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__county_accounts') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'TERTIARY_ADDED' as indicator_code,
    tertiary_added_cny_10k as indicator_value,
    tertiary_added_cny_10k_text as value_text,
    'rows' as table_name,
    'tertiary_added_cny_10k' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__county_accounts') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'SERVICE_GROWTH' as indicator_code,
    tertiary_index_as_pct as indicator_value,
    tertiary_index_text as value_text,
    'rows' as table_name,
    'tertiary_index' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__county_accounts') }}

union all

select
    cast(null as {{ dbt.type_string() }}) as unit_code,
    unit_name_zh,
    'GDP_PER_CAPITA_GROWTH' as indicator_code,
    gdp_per_capita_index_as_pct as indicator_value,
    gdp_per_capita_index_text as value_text,
    'rows' as table_name,
    'gdp_per_capita_index' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__county_accounts') }}

union all

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

union all

select
    unit_code,
    unit_name_zh,
    'GDP_GROWTH' as indicator_code,
    gdp_growth_pct as indicator_value,
    gdp_growth_pct_text as value_text,
    'rows' as table_name,
    'gdp_growth_pct' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__quarterly_economy') }}

union all

select
    unit_code,
    unit_name_zh,
    'INDUSTRY_GROWTH' as indicator_code,
    industry_growth_pct as indicator_value,
    industry_growth_pct_text as value_text,
    'rows' as table_name,
    'industry_growth_pct' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__quarterly_economy') }}

union all

select
    unit_code,
    unit_name_zh,
    'SERVICE_GROWTH' as indicator_code,
    service_growth_pct as indicator_value,
    service_growth_pct_text as value_text,
    'rows' as table_name,
    'service_growth_pct' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__quarterly_economy') }}

union all

select
    unit_code,
    unit_name_zh,
    'FIXED_INVESTMENT_GROWTH' as indicator_code,
    fixed_investment_growth_pct as indicator_value,
    fixed_investment_growth_pct_text as value_text,
    'rows' as table_name,
    'fixed_investment_growth_pct' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__quarterly_economy') }}

union all

select
    unit_code,
    unit_name_zh,
    'RETAIL_GROWTH' as indicator_code,
    retail_growth_pct as indicator_value,
    retail_growth_pct_text as value_text,
    'rows' as table_name,
    'retail_growth_pct' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_statistics__quarterly_economy') }}
