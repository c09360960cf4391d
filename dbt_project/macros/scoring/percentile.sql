{# Percentile rank 百分位法: lo + (hi − lo)·p, p from 0 to 1 by the scheme's definition. METHOD.md part 2; OECD/JRC Handbook (2008), table 15. #}
{% macro score_percentile(percentile, low, high) -%}
{{ base_plus(low, '(' ~ high ~ ' - ' ~ low ~ ')', percentile) }}
{%- endmacro %}
