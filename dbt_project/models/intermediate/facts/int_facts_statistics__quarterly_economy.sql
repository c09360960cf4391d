select
    unit_code as unit_code,
    unit_name_zh,
    'GDP_GROWTH' as indicator_code,
    gdp_growth_pct as indicator_value,
    'gdp_growth_pct' as field_name,
    'rows' as table_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature
from {{ ref('stg_statistics__quarterly_economy') }}

union all

select
    unit_code as unit_code,
    unit_name_zh,
    'INDUSTRY_GROWTH' as indicator_code,
    industry_growth_pct as indicator_value,
    'industry_growth_pct' as field_name,
    'rows' as table_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature
from {{ ref('stg_statistics__quarterly_economy') }}

union all

select
    unit_code as unit_code,
    unit_name_zh,
    'SERVICE_GROWTH' as indicator_code,
    service_growth_pct as indicator_value,
    'service_growth_pct' as field_name,
    'rows' as table_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature
from {{ ref('stg_statistics__quarterly_economy') }}

union all

select
    unit_code as unit_code,
    unit_name_zh,
    'FIXED_INVESTMENT_GROWTH' as indicator_code,
    fixed_investment_growth_pct as indicator_value,
    'fixed_investment_growth_pct' as field_name,
    'rows' as table_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature
from {{ ref('stg_statistics__quarterly_economy') }}

union all

select
    unit_code as unit_code,
    unit_name_zh,
    'RETAIL_GROWTH' as indicator_code,
    retail_growth_pct as indicator_value,
    'retail_growth_pct' as field_name,
    'rows' as table_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature
from {{ ref('stg_statistics__quarterly_economy') }}
