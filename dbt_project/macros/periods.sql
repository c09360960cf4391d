{# Order of vintages: a later one replaces an earlier one. An unknown word has no rank and fails its test. #}
{% macro vintage_rank(vintage) -%}
case {{ vintage }} when 'flash' then 1 when 'preliminary' then 2 when 'final' then 3 when 'revised' then 4 end
{%- endmacro %}

{# Which of several empty cells speaks for a figure: one that says not applicable, then one that gives another reason, then a blank. #}
{% macro reason_rank(reason) -%}
case when {{ reason }} = 'not_applicable' then 0 when {{ reason }} <> 'not_delivered' then 1 else 2 end
{%- endmacro %}

{# Quarter of a period code such as 2020Q2; null for a year. #}
{% macro quarter_of(period_code) -%}
case when length({{ period_code }}) = 6 then cast(substring({{ period_code }}, 6, 1) as integer) end
{%- endmacro %}

{% macro year_of(period_code) -%}
cast(substring({{ period_code }}, 1, 4) as integer)
{%- endmacro %}

{# Code of a quarter, such as 2020Q2. #}
{% macro quarter_code(period_year, period_quarter) -%}
concat(cast({{ period_year }} as {{ dbt.type_string() }}), 'Q', cast({{ period_quarter }} as {{ dbt.type_string() }}))
{%- endmacro %}
