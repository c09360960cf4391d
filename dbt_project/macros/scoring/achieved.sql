{#
  Achieved or not 达标: 100 when the value reaches the target (lower-is-better: does not exceed it; interval-type: lies in its interval,
  which needs no target), else the floor. Undefined (null) without value or target. DOMAIN.md M2, M25.
#}
{% macro score_achieved(value, target, measure, direction, floor) -%}
case
        when {{ direction }} = 'interval' then case when {{ measure }} = 0 then 100 else {{ floor }} end
        when {{ value }} is null or {{ target }} is null then null
        when {{ direction }} = 'higher' then case when {{ value }} >= {{ target }} then 100 else {{ floor }} end
        when {{ direction }} = 'lower' then case when {{ value }} <= {{ target }} then 100 else {{ floor }} end
    end
{%- endmacro %}
