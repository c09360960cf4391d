{#
  Banded tiers 分档计分法: the band's score, flat, or linear between the scores at its two bounds, as one quotient. A band without
  one of its bounds has to be flat (the test bands_cover_the_line_once holds that). DOMAIN.md M9 and M14.
#}
{% macro score_banded(measure, lower, upper, score_at_lower, score_at_upper) -%}
case
        when {{ score_at_lower }} = {{ score_at_upper }} then {{ score_at_lower }}
        else {{ score_at_lower }} + {{ times_over(
            '(' ~ score_at_upper ~ ' - ' ~ score_at_lower ~ ')', '(' ~ measure ~ ' - ' ~ lower ~ ')', '(' ~ upper ~ ' - ' ~ lower ~ ')'
        ) }}
    end
{%- endmacro %}

{# Whether a band holds a measure: half-open, the scheme says which bound belongs to it. #}
{% macro band_holds(measure, lower, upper, closed_side) -%}
(
            {{ lower }} is null
            or {{ measure }} > {{ lower }}
            or ({{ closed_side }} = 'lower' and {{ measure }} = {{ lower }})
        )
        and (
            {{ upper }} is null
            or {{ measure }} < {{ upper }}
            or ({{ closed_side }} = 'upper' and {{ measure }} = {{ upper }})
        )
{%- endmacro %}
