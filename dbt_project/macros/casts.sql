{#
  Text to number and date. A text is matched against a plain pattern first and cast only then: engines differ in what their
  own casts accept. A text that does not match becomes null here and is counted by the test casts_keep_values.
#}
{% macro matches(text, pattern) %}{{ return(adapter.dispatch('matches')(text, pattern)) }}{% endmacro %}

{% macro duckdb__matches(text, pattern) %}regexp_full_match({{ text }}, '{{ pattern }}'){% endmacro %}

{#
  Decimal with six digits: delivered × factor + offset, as the contract says, rounded half away from zero once, at the end. Up to twelve characters
  fit 18 digits, which DuckDB reads eighty times as fast as more.
#}
{% macro to_decimal(text, factor='1', offset='0') -%}
case when {{ matches(text, '[+-]?[0-9]{1,18}([.][0-9]+)?') }} then
            {%- if factor == '1' and offset == '0' %}
            case when {{ dbt.length(text) }} <= 12 then cast(cast({{ text }} as decimal(18, 6)) as decimal(24, 6))
                else cast({{ text }} as decimal(24, 6)) end
            {%- else %}
            cast(cast({{ text }} as decimal(36, 18))
            {%- if factor != '1' %} * {{ factor }}{% endif %}
            {%- if offset != '0' %} + ({{ offset }}){% endif %} as decimal(24, 6))
            {%- endif %} end
{%- endmacro %}

{% macro to_bigint(text) -%}
case when {{ matches(text, '[+-]?[0-9]{1,18}') }} then cast({{ text }} as bigint) end
{%- endmacro %}

{# try_cast: a date that looks like one may still not exist (2020-02-30). #}
{% macro to_iso_date(text) -%}
case when {{ matches(text, '[0-9]{4}-[0-9]{2}-[0-9]{2}') }} then try_cast({{ text }} as date) end
{%- endmacro %}

{# A number in a narrower decimal type if it keeps its value there; null otherwise, which the column's test on being filled finds. #}
{% macro exact_cast(number, data_type) -%}
case when cast({{ number }} as {{ data_type }}) = {{ number }} then cast({{ number }} as {{ data_type }}) end
{%- endmacro %}
