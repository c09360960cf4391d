-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
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
