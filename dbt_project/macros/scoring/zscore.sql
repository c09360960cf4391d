{#
  Z-score 标准分法: base + k·(m − mean)/s, the sign turned where less is better. s is a statistic, so the score is rounded to 8 decimals
  (docs/method.md). Undefined where s is zero or unknown. METHOD.md part 2; OECD/JRC Handbook (2008).
#}
{% macro score_zscore(measure, mean, deviation, direction, base, step) -%}
{{ base }} + cast({{ float_quotient(
            parameter(step) ~ ' * ' ~ merit('(' ~ measure ~ ' - ' ~ mean ~ ')', direction), deviation
        ) }} as decimal(24, 8))
{%- endmacro %}
