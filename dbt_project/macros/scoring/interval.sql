{#
  Interval type 适度指标: 100 inside [a, b]; outside it falls by a slope on each side, or to 0 at the outer limits. An outer limit that is
  not outside makes it undefined. METHOD.md part 2; DOMAIN.md M15.
#}
{% macro score_interval(measure, lower, upper, step, step_below, outer_lower, outer_upper) -%}
case
            when {{ measure }} >= {{ lower }} and {{ measure }} <= {{ upper }} then 100
            when {{ measure }} > {{ upper }} and {{ step }} is not null
                then {{ base_plus('100', step, '(' ~ upper ~ ' - ' ~ measure ~ ')') }}
            when {{ measure }} < {{ lower }} and {{ step_below }} is not null
                then {{ base_plus('100', step_below, '(' ~ measure ~ ' - ' ~ lower ~ ')') }}
            when {{ measure }} > {{ upper }} and {{ outer_upper }} > {{ upper }}
                then {{ div_half_up('100 * (' ~ outer_upper ~ ' - ' ~ measure ~ ')', '(' ~ outer_upper ~ ' - ' ~ upper ~ ')') }}
            when {{ measure }} < {{ lower }} and {{ outer_lower }} < {{ lower }}
                then {{ div_half_up('100 * (' ~ measure ~ ' - ' ~ outer_lower ~ ')', '(' ~ lower ~ ' - ' ~ outer_lower ~ ')') }}
        end
{%- endmacro %}
