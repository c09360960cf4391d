{#
  Efficacy coefficient 功效系数法: 60 + 40·q, q = (m − u)/(v − u) with v satisfactory and u unacceptable, as one quotient. The convex
  exponential form is 60·(100/60)^q, the same at both standards; it is no fraction, so it is rounded as `real_score` says, and undefined
  beyond 20 lengths. Falling standards (v below u) serve lower-is-better unchanged. Undefined when v = u.
  METHOD.md part 2; DOMAIN.md M10.
#}
{% macro score_efficacy(measure, satisfactory, unacceptable, variant) -%}
case
            when {{ variant }} = 'exponential' then {{ score_exponential_efficacy(
                div_half_up('(' ~ measure ~ ' - ' ~ unacceptable ~ ')', '(' ~ satisfactory ~ ' - ' ~ unacceptable ~ ')')
            ) }}
            else {{ div_half_up(
                '(60 * (' ~ satisfactory ~ ' - ' ~ unacceptable ~ ') + 40 * (' ~ measure ~ ' - ' ~ unacceptable ~ '))',
                '(' ~ satisfactory ~ ' - ' ~ unacceptable ~ ')'
            ) }}
        end
{%- endmacro %}

{% macro score_exponential_efficacy(quotient) -%}
case
                when abs({{ quotient }}) <= 20
                    then {{ real_score('60 * power(cast(5 as double) / 3, cast(' ~ quotient ~ ' as double))') }}
            end
{%- endmacro %}
