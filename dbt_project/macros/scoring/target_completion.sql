{#
  Target completion 目标完成率法: 100·x/t, lower-is-better 100·t/x; with a step k, what lies above 100 counts k per point.
  Undefined (null) unless the target, and for lower-is-better the value, is positive; a direction other than higher or lower has
  no completion. METHOD.md part 2; docs/method.md section 2.
#}
{% macro score_target_completion(value, target, direction, step) -%}
{{ over_fulfilment(completion_pct(value, target, direction), step) }}
{%- endmacro %}

{% macro completion_pct(value, target, direction) -%}
case
            when {{ target }} <= 0 then null
            when {{ direction }} = 'higher' then {{ div_half_up('100 * ' ~ value, target) }}
            when {{ direction }} = 'lower' and {{ value }} > 0 then {{ div_half_up('100 * ' ~ target, value) }}
        end
{%- endmacro %}

{% macro over_fulfilment(completion, step) -%}
case
        when {{ step }} is not null and {{ completion }} > 100
            then {{ carried('100 + ' ~ times(step, '(' ~ completion ~ ' - 100)')) }}
        else {{ completion }}
    end
{%- endmacro %}
