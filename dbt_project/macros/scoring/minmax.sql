{#
  Min-max 极值法: lo + (hi − lo)·(merit − worst)/(best − worst), worst and best of the pool or fixed goalposts; merit is the measure turned
  so that more is better. One quotient; not clipped here. The convex exponential form is lo·(hi/lo)^q, q = (merit − worst)/(best − worst), the
  same at both ends; it is no fraction, so it is rounded as `real_score` says, and undefined beyond 20 lengths. Undefined unless the best is better than
  the worst. METHOD.md part 2; DOMAIN.md M10, M11; OECD/JRC Handbook (2008).
#}
{% macro score_minmax(merit, worst, best, low, high, variant='null') -%}
case
            when {{ variant }} = 'exponential' and {{ best }} > {{ worst }} then {{ score_exponential_minmax(
                div_half_up('(' ~ merit ~ ' - ' ~ worst ~ ')', '(' ~ best ~ ' - ' ~ worst ~ ')'), low, high
            ) }}
            when {{ best }} > {{ worst }} then {{ low }} + {{ times_over(
                '(' ~ high ~ ' - ' ~ low ~ ')', '(' ~ merit ~ ' - ' ~ worst ~ ')', '(' ~ best ~ ' - ' ~ worst ~ ')'
            ) }}
        end
{%- endmacro %}

{% macro score_exponential_minmax(quotient, low, high) -%}
case
                when abs({{ quotient }}) <= 20 and {{ low }} > 0 and {{ high }} > 0
                    then {{ real_score(
                        'cast(' ~ low ~ ' as double)'
                        ~ ' * power(cast(' ~ high ~ ' as double) / nullif(cast(' ~ low ~ ' as double), 0), cast(' ~ quotient ~ ' as double))'
                    ) }}
            end
{%- endmacro %}
