{#
  Achieved or not 达标: 100 when the value reaches the target (lower-is-better: does not exceed it), else the floor. Undefined
  (null) without value or target, and for a direction other than higher or lower. DOMAIN.md M2.
#}
{% macro score_achieved(value, target, direction, floor) -%}
case
        when {{ value }} is null or {{ target }} is null then null
        when {{ direction }} = 'higher' then case when {{ value }} >= {{ target }} then 100 else {{ floor }} end
        when {{ direction }} = 'lower' then case when {{ value }} <= {{ target }} then 100 else {{ floor }} end
    end
{%- endmacro %}
