{#
  Target completion 目标完成率法: 100·x/t, lower-is-better 100·t/x; with a step k, what lies above 100 counts k per point.
  Undefined (null) unless the target, and for lower-is-better the value, is positive. METHOD.md part 2; docs/method.md section 2.
#}
{% macro score_target_completion(value, target, direction, step) -%}
case
        when {{ target }} <= 0 or ({{ direction }} = 'lower' and {{ value }} <= 0) then null
        else {{ over_fulfilment(
            'case when ' ~ direction ~ " = 'lower' then " ~ div_half_up('100 * ' ~ target, value)
            ~ ' else ' ~ div_half_up('100 * ' ~ value, target) ~ ' end', step
        ) }}
    end
{%- endmacro %}

{% macro over_fulfilment(completion, step) -%}
case
            when {{ step }} is not null and {{ completion }} > 100 then 100 + {{ step }} * ({{ completion }} - 100)
            else {{ completion }}
        end
{%- endmacro %}
