{#
  Step 增减分法: base score plus k per unit of the measure, another k where the measure is below zero and the scheme says so; linear, or
  in whole steps of a width, what is left of a step not counting. Counting cases 计件 is this with no reference.
  METHOD.md part 2; DOMAIN.md M4, M16, M19, M21.
#}
{% macro score_step(measure, base, step, step_below, variant, width) -%}
case
            when {{ variant }} = 'whole_steps' then {{ score_linear_step(whole_steps(measure, width), base, step, step_below) }}
            else {{ score_linear_step(measure, base, step, step_below) }}
        end
{%- endmacro %}

{% macro score_linear_step(measure, base, step, step_below) -%}
{{ base_plus(base, 'case when ' ~ measure ~ ' < 0 then ' ~ step_below ~ ' else ' ~ step ~ ' end', measure) }}
{%- endmacro %}

{# The measure without what is left of a whole step: the remainder of decimals is exact and has the measure's sign. #}
{% macro whole_steps(measure, width) -%}
({{ measure }} - {{ measure }} % nullif({{ width }}, 0))
{%- endmacro %}
