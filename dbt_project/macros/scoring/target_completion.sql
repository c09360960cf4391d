{#
  Target completion 目标完成率法: 100·x/t, lower-is-better 100·t/x or, as the scheme says, 100·(2 − x/t); with a step k, what lies above
  100 counts k per point, in whole steps of a width where one is given. Undefined (null) unless the target, and for 100·t/x the value, is
  positive. An interval-type indicator has completed inside its interval [a, b], 100·x/a of it below and 100·b/x above; undefined unless a
  is positive. METHOD.md part 2; DOMAIN.md M1, M3, M17.
#}
{% macro completion_pct(value, target, direction, variant) -%}
case
            when {{ target }} <= 0 then null
            when {{ direction }} = 'higher' then {{ div_half_up('100 * ' ~ value, target) }}
            when {{ direction }} = 'lower' and {{ variant }} = 'twice_less' then 200 - {{ div_half_up('100 * ' ~ value, target) }}
            when {{ direction }} = 'lower' and {{ value }} > 0 then {{ div_half_up('100 * ' ~ target, value) }}
        end
{%- endmacro %}

{# What the completion earns: what lies above 100 counts by the step, when there is one. The completion is named often: a column, not a formula. #}
{% macro score_target_completion(completion, step, width) -%}
case
        when {{ width }} is not null and {{ step }} is not null and {{ completion }} > 100
            then {{ base_plus('100', step, whole_steps('(' ~ completion ~ ' - 100)', width)) }}
        when {{ step }} is not null and {{ completion }} > 100
            then {{ base_plus('100', step, '(' ~ completion ~ ' - 100)') }}
        else {{ completion }}
    end
{%- endmacro %}

{% macro score_interval_completion(value, lower, upper) -%}
case
            when {{ lower }} <= 0 then null
            when {{ value }} < {{ lower }} then {{ div_half_up('100 * ' ~ value, lower) }}
            when {{ value }} > {{ upper }} then {{ div_half_up('100 * ' ~ upper, value) }}
            when {{ value }} between {{ lower }} and {{ upper }} then 100
        end
{%- endmacro %}
