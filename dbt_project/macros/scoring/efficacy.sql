{#
  Efficacy coefficient 功效系数法: 60 + 40·(m − u)/(v − u) with v satisfactory and u unacceptable, as one quotient.
  Falling standards (v below u) serve lower-is-better unchanged. Undefined when v = u. METHOD.md part 2; DOMAIN.md M10.
#}
{% macro score_efficacy(measure, satisfactory, unacceptable) -%}
{{ div_half_up(
    '(60 * (' ~ satisfactory ~ ' - ' ~ unacceptable ~ ') + 40 * (' ~ measure ~ ' - ' ~ unacceptable ~ '))',
    '(' ~ satisfactory ~ ' - ' ~ unacceptable ~ ')'
) }}
{%- endmacro %}
