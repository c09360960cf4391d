-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
select
    unit_code,
    unit_name_zh,
    indicator_code,
    indicator_value,
    value_text,
    table_name,
    field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    is_synthetic
from {{ ref('int_facts_development_reform__project_progress') }}

union all

select
    unit_code,
    unit_name_zh,
    indicator_code,
    indicator_value,
    value_text,
    table_name,
    field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    is_synthetic
from {{ ref('int_facts_efficiency_office__task_results') }}

union all

select
    unit_code,
    unit_name_zh,
    indicator_code,
    indicator_value,
    value_text,
    table_name,
    field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    is_synthetic
from {{ ref('int_facts_finance__budget_execution') }}

union all

select
    unit_code,
    unit_name_zh,
    indicator_code,
    indicator_value,
    value_text,
    table_name,
    field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    is_synthetic
from {{ ref('int_facts_finance__organ_budget') }}

union all

select
    unit_code,
    unit_name_zh,
    indicator_code,
    indicator_value,
    value_text,
    table_name,
    field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    is_synthetic
from {{ ref('int_facts_human_resources__employment') }}

union all

select
    unit_code,
    unit_name_zh,
    indicator_code,
    indicator_value,
    value_text,
    table_name,
    field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    is_synthetic
from {{ ref('int_facts_human_resources__headcount') }}

union all

select
    unit_code,
    unit_name_zh,
    indicator_code,
    indicator_value,
    value_text,
    table_name,
    field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    is_synthetic
from {{ ref('int_facts_organisation__party_building') }}

union all

select
    unit_code,
    unit_name_zh,
    indicator_code,
    indicator_value,
    value_text,
    table_name,
    field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    is_synthetic
from {{ ref('int_facts_statistics__county_accounts') }}

union all

select
    unit_code,
    unit_name_zh,
    indicator_code,
    indicator_value,
    value_text,
    table_name,
    field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    is_synthetic
from {{ ref('int_facts_statistics__livelihood') }}

union all

select
    unit_code,
    unit_name_zh,
    indicator_code,
    indicator_value,
    value_text,
    table_name,
    field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    is_synthetic
from {{ ref('int_facts_statistics__quarterly_economy') }}
