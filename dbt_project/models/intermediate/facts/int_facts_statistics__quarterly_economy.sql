-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
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
