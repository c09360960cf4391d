{#
  Text to number and date. A text is matched against a plain pattern first and cast only then: engines differ in what their
  own casts accept, and a text that does not match becomes null here and is counted by the test casts_keep_values.
#}
{% macro matches(text, pattern) %}{{ return(adapter.dispatch('matches')(text, pattern)) }}{% endmacro %}

{% macro duckdb__matches(text, pattern) %}regexp_full_match({{ text }}, '{{ pattern }}'){% endmacro %}

{# Decimal with six digits; stored = delivered × factor + offset, as the contract says. #}
{% macro to_decimal(text, factor='1', offset='0') -%}
cast(case when {{ matches(text, '[+-]?[0-9]+([.][0-9]+)?') }} then cast({{ text }} as decimal(24, 6))
        {%- if factor != '1' %} * {{ factor }}{% endif %}
        {%- if offset != '0' %} + ({{ offset }}){% endif %} end as decimal(24, 6))
{%- endmacro %}

{% macro to_bigint(text) -%}
case when {{ matches(text, '[+-]?[0-9]+') }} then cast({{ text }} as bigint) end
{%- endmacro %}

{% macro to_iso_date(text) -%}
case when {{ matches(text, '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]') }} then cast({{ text }} as date) end
{%- endmacro %}
