{#
  A text once for each item of a list, `#` standing for the item and `^` for the item in capitals: columns of all topics, say. Written where they are
  needed, so that a model shows one line for what it does five times.
#}
{% macro each(items, text, between=',') -%}
{%- for item in items -%}
{{ text | replace('#', item) | replace('^', item | upper) }}
{%- if not loop.last %}{{ between }}
        {% endif -%}
{%- endfor -%}
{%- endmacro %}

{#
  Statistics (docs/method.md, "Public appraisal"): standard errors are no scores. They are worked out in binary floating point, operation
  by operation, each result brought back to 18 decimals at once: sums of decimals do not depend on their order, so that the same inputs
  give the same digits again, and published statistics are rounded to 12. The engine gets these as functions (`register_statistics`).
#}

{# numerator / denominator to 18 decimals; null when either is null or the denominator is zero. #}
{% macro float_quotient(numerator, denominator) -%}
float_quotient({{ numerator }}, {{ denominator }})
{%- endmacro %}

{# The product of two numbers to 18 decimals. #}
{% macro float_product(left, right) -%}
float_product({{ left }}, {{ right }})
{%- endmacro %}

{# The square root to 18 decimals; what rounding has left below zero counts as zero. #}
{% macro float_root(number) -%}
float_root({{ number }})
{%- endmacro %}

{# A number in binary floating point, for arithmetic within a row; what is summed over rows has to be settled first. #}
{% macro float_of(number) -%}
cast({{ number }} as double)
{%- endmacro %}

{# A result in binary floating point, brought back to 18 decimals. #}
{% macro settled(number) -%}
cast({{ number }} as decimal(38, 18))
{%- endmacro %}

{#
  Sample covariance (n − 1) of two columns in binary floating point, from exact sums over n rows: of their products, of each. With the same
  column twice it is the variance. Both are taken less something near their mean, so that nothing cancels. Null below two rows.
#}
{% macro covariance(products, left, right, count) -%}
({{ float_of(products) }} - {{ float_of(left) }} * {{ float_of(right) }} / nullif({{ float_of(count) }}, 0)) / nullif({{ float_of(count) }} - 1, 0)
{%- endmacro %}

{#
  A sum of products of two columns over n rows, each less its mean over these rows, from sums that may have been taken less something else: in
  decimals, exact whatever the means (12 decimals) are rounded to, so that nothing cancels where values lie far from it and near each other.
#}
{% macro centred_product(products, left, right, left_mean, right_mean, count) -%}
{{ products }} - {{ left_mean }} * {{ right }} - {{ right_mean }} * {{ centred_sum(left, left_mean, count) }}
{%- endmacro %}

{# A sum over n rows of a column less its mean: what the mean's rounding leaves. #}
{% macro centred_sum(sum, mean, count) -%}
({{ sum }} - {{ count }} * {{ mean }})
{%- endmacro %}

{# A value's distance from the mean of n values, in their range: from exact sums, so that nothing cancels. #}
{% macro distance_in_ranges(value, sum, count, range) -%}
{{ float_quotient('(' ~ count ~ ' * ' ~ value ~ ' - ' ~ sum ~ ')', '(' ~ count ~ ' * ' ~ range ~ ')') }}
{%- endmacro %}

{# A bound that is compared with in floating point: what exceeds it by less than 10^-9 of it can't be told from it. #}
{% macro told_from(bound) -%}
{{ float_product(bound, "cast('1.000000001' as decimal(10, 9))") }}
{%- endmacro %}

{#
  By how much squares of distances from a mean rounded to 12 decimals sum to more than those from the mean itself, in squares of a length:
  n times the square of what rounding has moved it. It shows only where the spread is of the order of the twelfth decimal.
#}
{% macro mean_shift(sum, mean, count, length) -%}
{{ float_quotient(float_product(
            float_quotient(centred_sum(sum, mean, count), length), float_quotient(centred_sum(sum, mean, count), length)
        ), count) }}
{%- endmacro %}

{#
  Pearson's correlation from centred sums, held within −1 and 1; both columns have to vary, which the caller makes sure of on the values
  themselves: in floating point a constant column may seem to vary.
#}
{% macro correlation(products, left, right, left_square, right_square, count) -%}
greatest(-1, least(1, (
    {{ float_of(products) }} * {{ float_of(count) }} - {{ float_of(left) }} * {{ float_of(right) }}
) / sqrt(
    ({{ float_of(left_square) }} * {{ float_of(count) }} - {{ float_of(left) }} * {{ float_of(left) }})
    * ({{ float_of(right_square) }} * {{ float_of(count) }} - {{ float_of(right) }} * {{ float_of(right) }})
)))
{%- endmacro %}

{# A statistic as it is published: 12 decimals, half away from zero. #}
{% macro as_statistic(number) -%}
cast({{ number }} as decimal(24, 12))
{%- endmacro %}

{# The 97.5 % point of Student's t. #}
{% macro student_t_975(degrees) -%}
student_t_975({{ degrees }})
{%- endmacro %}

{# The 97.5 % point of the normal distribution. #}
{% macro normal_975() -%}
cast('1.959963984540' as decimal(13, 12))
{%- endmacro %}

{#
  The word that lets a query go over its own result again. Weights are brought to several margins in turn until they hold still; written out
  as so many steps, no planner would end. DuckDB and Spark from 4.0 on have it; another engine gets a loop of its own here.
#}
{% macro repeating() -%}
{{ return(adapter.dispatch('repeating')()) }}
{%- endmacro %}

{% macro duckdb__repeating() -%}
recursive
{%- endmacro %}

{% macro register_statistics() -%}
{{ return(adapter.dispatch('register_statistics')()) }}
{%- endmacro %}

{#
  DuckDB. Student's t stands in a table up to 60 degrees of freedom; beyond, the expansion of Fisher and Cornish in 1/df to the fourth power
  (Abramowitz and Stegun 26.7.5) differs from the exact value by less than 2e-9.
#}
{% macro duckdb__register_statistics() -%}
{%- set points = [
        '12.706204736175', '4.302652729749', '3.182446305284', '2.776445105198', '2.570581835636', '2.446911851145',
        '2.364624251593', '2.306004135204', '2.262157162798', '2.228138851986', '2.200985160092', '2.178812829667',
        '2.160368656463', '2.144786687918', '2.131449545560', '2.119905299221', '2.109815577833', '2.100922040241',
        '2.093024054408', '2.085963447266', '2.079613844728', '2.073873067904', '2.068657610419', '2.063898561628',
        '2.059538552753', '2.055529438643', '2.051830516480', '2.048407141795', '2.045229642133', '2.042272456301',
        '2.039513446396', '2.036933343460', '2.034515297449', '2.032244509318', '2.030107928250', '2.028094000980',
        '2.026192463029', '2.024394163912', '2.022690920037', '2.021075390306', '2.019540970441', '2.018081702818',
        '2.016692199228', '2.015367574444', '2.014103388881', '2.012895598919', '2.011740513730', '2.010634757624',
        '2.009575237129', '2.008559112101', '2.007583770316', '2.006646805062', '2.005745995318', '2.004879288188',
        '2.004044783289', '2.003240718848', '2.002465459291', '2.001717484145', '2.000995378088', '2.000297822014'
    ] -%}
create or replace macro main.float_quotient(n, d) as
cast(cast(n as double) / nullif(cast(d as double), 0) as decimal(38, 18));
create or replace macro main.float_product(a, b) as
cast(cast(a as double) * cast(b as double) as decimal(38, 18));
create or replace macro main.float_root(x) as
cast(sqrt(case when x < 0 then 0 else cast(x as double) end) as decimal(38, 18));
create or replace macro main.student_t_975(degrees) as
case
    {%- for point in points %}
    when degrees = {{ loop.index }} then cast({{ point }} as decimal(24, 12))
    {%- endfor %}
    when degrees > {{ points | length }} then cast(
        1.959963984540
        + (2.372271230299 + (2.822498615740 + (2.555849679508 + 1.589534053394 / degrees) / degrees) / degrees) / degrees
    as decimal(24, 12))
end;
{%- endmacro %}
