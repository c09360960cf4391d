{%- set decimals = ['indicator_decimals', 'dimension_decimals', 'component_decimals', 'composite_decimals'] -%}
{%- set counts = ['min_answers_per_group', 'rectification_days'] -%}
{%- set words = ['rank_on', 'rank_ties', 'quota_ties', 'not_applicable_rule', 'appraisal_fallback'] -%}
{%- set numbers = ['composite_floor', 'composite_cap', 'weak_score_below', 'weak_topic_below', 'at_risk_share'] -%}
with settings as (
    select
        setting_code,
        setting_value
    from {{ ref('stg_efficiency_office__scheme__settings') }}
),

one_row as (
    select
        {% for name in decimals + counts + words + numbers -%}
        max(case when setting_code = '{{ name }}' then setting_value end) as {{ name }}{{ ',' if not loop.last }}
        {% endfor %}
    from settings
)

select
    {% for name in decimals + counts -%}
    cast({{ to_bigint(name) }} as integer) as {{ name }},
    {% endfor -%}
    {% for name in words -%}
    {{ name }},
    {% endfor -%}
    {% for name in numbers -%}
    {{ to_decimal(name) }} as {{ name }}{{ ',' if not loop.last }}
    {% endfor %}
from one_row
