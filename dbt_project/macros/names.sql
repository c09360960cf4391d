{# A name as it is compared: without blanks of any kind (tabulator, no-break and ideographic blank), full-width brackets folded. #}
{% macro name_key(text) -%}
{{ return(adapter.dispatch('name_key')(text)) }}
{%- endmacro %}

{% macro duckdb__name_key(text) -%}
translate({{ text }}, '（）' || ' ' || chr(9) || chr(160) || chr(12288), '()')
{%- endmacro %}

{# Address of a cell such as E12 from the column's letter and the row. #}
{% macro cell_address(column_letter, row_number) -%}
{{ column_letter }} || cast({{ row_number }} as {{ dbt.type_string() }})
{%- endmacro %}
