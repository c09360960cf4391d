{#
  Min-max 极值法: lo + (hi − lo)·(merit − worst)/(best − worst), worst and best of the pool or fixed goalposts; merit is the measure turned
  so that more is better. One quotient; not clipped here. Undefined unless the best is better than the worst. METHOD.md part 2; DOMAIN.md M11; OECD/JRC Handbook (2008).
#}
{% macro score_minmax(merit, worst, best, low, high) -%}
case
            when {{ best }} > {{ worst }} then {{ low }} + {{ times_over(
                '(' ~ high ~ ' - ' ~ low ~ ')', '(' ~ merit ~ ' - ' ~ worst ~ ')', '(' ~ best ~ ' - ' ~ worst ~ ')'
            ) }}
        end
{%- endmacro %}
