{#
  Z-score 标准分法: base + k·(m − mean)/s, the sign turned where less is better. s is a statistic, so what it adds to the base is rounded
  as `real_score` says. Undefined where s is zero or unknown. METHOD.md part 2; OECD/JRC Handbook (2008).
#}
{% macro score_zscore(measure, mean, deviation, direction, base, step) -%}
{{ base }} + {{ real_score(
            '(cast(' ~ parameter(step) ~ ' * ' ~ merit('(' ~ measure ~ ' - ' ~ mean ~ ')', direction) ~ ' as double)'
            ~ ' / nullif(cast(' ~ deviation ~ ' as double), 0))'
        ) }}
{%- endmacro %}
