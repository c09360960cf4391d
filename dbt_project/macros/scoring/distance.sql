{#
  Distance to the best or to a target 距标杆法: 1 − (T − merit)/(T − worst) on the scale from lo to hi; T the reference turned so that more is
  better, or the pool's best. Undefined unless T is better than the worst. METHOD.md part 2; DOMAIN.md M12.
#}
{% macro score_distance(merit, worst, best, target_merit, low, high) -%}
{{ score_minmax(merit, worst, 'coalesce(' ~ target_merit ~ ', ' ~ best ~ ')', low, high) }}
{%- endmacro %}
