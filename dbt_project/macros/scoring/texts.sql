{# How a decimal and a grade stand in a reason that people read: without trailing zeros, and by name. #}
{% macro number_text(expression) -%}
trim(trailing '.' from trim(trailing '0' from cast(cast({{ expression }} as decimal(24, 12)) as {{ dbt.type_string() }})))
{%- endmacro %}

{% macro grade_name_zh(grade_code) -%}
case {{ grade_code }} when 'A' then '优秀' when 'B' then '良好' when 'C' then '一般' when 'D' then '差' end
{%- endmacro %}
