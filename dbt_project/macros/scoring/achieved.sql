{# Achieved or not 达标: 100 when the value reaches the target (lower-is-better: does not exceed it), else the floor. DOMAIN.md M2. #}
{% macro score_achieved(value, target, direction, floor) -%}
case
        when {{ value }} is null or {{ target }} is null then null
        when {{ direction }} = 'lower' and {{ value }} <= {{ target }} then 100
        when {{ direction }} <> 'lower' and {{ value }} >= {{ target }} then 100
        else {{ floor }}
    end
{%- endmacro %}
