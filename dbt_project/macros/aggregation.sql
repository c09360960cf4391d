{#
  Aggregation (docs/method.md, section 3): how the scores below a node become its own.
#}

{#
  Weighted geometric mean of positive scores from the sum of weight × logarithm and the sum of weights. It is no fraction: floating point,
  whose error is below 10^-12, rounded to 8 decimals. The terms are settled before they are summed, so that their order does not show.
#}
{% macro geometric_mean(log_sum, weight_sum) -%}
cast(exp({{ float_of(log_sum) }} / nullif({{ float_of(weight_sum) }}, 0)) as decimal(24, 8))
{%- endmacro %}

{# One term of the sum: weight × natural logarithm of a score, which a floor may lift; null for a score that is not above zero. #}
{% macro weighted_logarithm(weight, score, floor) -%}
case
            when greatest({{ score }}, {{ floor }}) > 0
                then {{ settled(float_of(weight) ~ ' * ln(' ~ float_of('greatest(' ~ score ~ ', ' ~ floor ~ ')') ~ ')') }}
        end
{%- endmacro %}

{#
  Weighted harmonic mean of positive scores from the sum of weight / score and the sum of weights, in floating point like the geometric one.
  It is a fraction, and so may be a half of the eighth decimal: rounded to 12 first, such a half goes up, whatever floating point has made.
#}
{% macro harmonic_mean(reciprocal_sum, weight_sum) -%}
cast(cast({{ float_of(weight_sum) }} / nullif({{ float_of(reciprocal_sum) }}, 0) as decimal(24, 12)) as decimal(24, 8))
{%- endmacro %}

{# One term of the sum: weight / score, which a floor may lift; null for a score that is not above zero. #}
{% macro weighted_reciprocal(weight, score, floor) -%}
case
            when greatest({{ score }}, {{ floor }}) > 0
                then {{ float_quotient(weight, 'greatest(' ~ score ~ ', ' ~ floor ~ ')') }}
        end
{%- endmacro %}

{#
  Sum of points 得分相加: Σ w·s / 100; where something left, the weights of what stays grow to the same sum. One quotient.
#}
{% macro points_sum(weighted_sum, weight_sum, nominal_sum) -%}
{{ div_half_up('(' ~ nominal_sum ~ ' * ' ~ weighted_sum ~ ')', '(100 * ' ~ weight_sum ~ ')') }}
{%- endmacro %}
