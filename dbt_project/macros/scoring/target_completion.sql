{#
  Target completion 目标完成率法: 100·x/t, lower-is-better 100·t/x or, as the scheme says, 100·(2 − x/t); with a step k, what lies above
  100 counts k per point. Undefined (null) unless the target, and for 100·t/x the value, is positive; a direction other than higher or
  lower has no completion. METHOD.md part 2; DOMAIN.md M1, M3, M17.
#}
{% macro score_target_completion(value, target, direction, variant, step) -%}
{{ over_fulfilment(completion_pct(value, target, direction, variant), step) }}
{%- endmacro %}

{% macro completion_pct(value, target, direction, variant) -%}
case
            when {{ target }} <= 0 then null
            when {{ direction }} = 'higher' then {{ div_half_up('100 * ' ~ value, target) }}
            when {{ direction }} = 'lower' and {{ variant }} = 'twice_less' then 200 - {{ div_half_up('100 * ' ~ value, target) }}
            when {{ direction }} = 'lower' and {{ value }} > 0 then {{ div_half_up('100 * ' ~ target, value) }}
        end
{%- endmacro %}

{% macro over_fulfilment(completion, step) -%}
case
        when {{ step }} is not null and {{ completion }} > 100
            then {{ base_plus('100', step, '(' ~ completion ~ ' - 100)') }}
        else {{ completion }}
    end
{%- endmacro %}
