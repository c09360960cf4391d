{# Step 增减分法: base score plus k per unit of the measure, linear. METHOD.md part 2; DOMAIN.md M4. #}
{% macro score_step(measure, base, step) -%}
{{ carried(base ~ ' + ' ~ times(step, measure)) }}
{%- endmacro %}
