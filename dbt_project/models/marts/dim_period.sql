{%- set ends = {1: '-03-31', 2: '-06-30', 3: '-09-30', 4: '-12-31'} -%}
{%- set starts = {1: '-01-01', 2: '-04-01', 3: '-07-01', 4: '-10-01'} -%}
with build as (
    select
        release_id,
        period_year
    from {{ ref('int_build__parameters') }}
),

build_years as (
    select
        release_id,
        period_year
    from build
    union all
    select
        release_id,
        period_year - 1 as period_year
    from build
),

named as (
    select
        release_id,
        period_year,
        cast(period_year as {{ dbt.type_string() }}) as year_text
    from build_years
)

select
    release_id,
    year_text as period_code,
    'year' as period_kind,
    period_year,
    cast(null as integer) as period_quarter,
    cast(year_text || '-01-01' as date) as start_date,
    cast(year_text || '-12-31' as date) as end_date
from named
{% for quarter in range(1, 5) %}
union all

select
    release_id,
    year_text || 'Q{{ quarter }}' as period_code,
    'quarter' as period_kind,
    period_year,
    {{ quarter }} as period_quarter,
    cast(year_text || '{{ starts[quarter] }}' as date) as start_date,
    cast(year_text || '{{ ends[quarter] }}' as date) as end_date
from named
{% endfor %}
order by period_code
