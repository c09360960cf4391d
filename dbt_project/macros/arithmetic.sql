{#
  Exact arithmetic (docs/method.md, "Numbers"). Quotients and roundings are worked out in whole numbers of 10^-12, so that every
  engine gives the same digits; half is rounded away from zero. Bounds: operands below 5·10^13 in absolute value, at most 12
  decimals. Beyond them the whole-number product overflows, which stops the build instead of giving a wrong digit.
#}
{% macro units_of_scale(expression) -%}
{{ return(adapter.dispatch('units_of_scale')(expression)) }}
{%- endmacro %}

{% macro duckdb__units_of_scale(expression) -%}
cast(cast({{ expression }} as decimal(38, 12)) * 1000000000000 as hugeint)
{%- endmacro %}

{% macro from_units_of_scale(units) -%}
{{ return(adapter.dispatch('from_units_of_scale')(units)) }}
{%- endmacro %}

{% macro duckdb__from_units_of_scale(units) -%}
cast(cast({{ units }} as decimal(38, 0)) * cast('0.000000000001' as decimal(12, 12)) as decimal(24, 12))
{%- endmacro %}

{% macro whole_quotient(numerator, denominator) -%}
{{ return(adapter.dispatch('whole_quotient')(numerator, denominator)) }}
{%- endmacro %}

{% macro duckdb__whole_quotient(numerator, denominator) -%}
({{ numerator }}) // ({{ denominator }})
{%- endmacro %}

{# numerator / denominator at 12 decimals, half away from zero; null when either is null or the denominator is zero. #}
{% macro div_half_up(numerator, denominator) -%}
{%- set n = units_of_scale(numerator) -%}
{%- set d = units_of_scale(denominator) -%}
case
        when {{ denominator }} = 0 then null
        else {{ from_units_of_scale(
            'sign(' ~ n ~ ') * sign(' ~ d ~ ') * (' ~ whole_quotient(
                '2000000000000 * abs(' ~ n ~ ') + abs(' ~ d ~ ')', 'nullif(2 * abs(' ~ d ~ '), 0)'
            ) ~ ')'
        ) }}
    end
{%- endmacro %}

{# expression rounded half away from zero to a number of decimals (0 to 12) that may be a column. #}
{% macro round_half_up(expression, digits) -%}
{%- set u = units_of_scale(expression) -%}
{%- set step -%}
case {{ digits }}{% for d in range(13) %} when {{ d }} then {{ 10 ** (12 - d) }}{% endfor %} end
{%- endset -%}
{{ from_units_of_scale(
    'sign(' ~ u ~ ') * (' ~ whole_quotient('abs(' ~ u ~ ') + ' ~ whole_quotient(step, '2'), step) ~ ') * (' ~ step ~ ')'
) }}
{%- endmacro %}

{# The smaller of two scores, a missing bound meaning none. #}
{% macro capped(expression, cap) -%}
case when {{ expression }} > {{ cap }} then {{ cap }} else {{ expression }} end
{%- endmacro %}

{# A score inside its floor and cap, missing bounds meaning none. #}
{% macro clip(expression, floor, cap) -%}
case
        when {{ expression }} > {{ cap }} then {{ cap }}
        when {{ expression }} < {{ floor }} then {{ floor }}
        else {{ expression }}
    end
{%- endmacro %}

{#
  Quotient of a sum of weight × score and a sum of weights. Weights carry four decimals, so both sides are brought to whole
  weights first: the product then keeps within the twelve decimals that the division takes exactly.
#}
{% macro weighted_mean(weighted_sum, weight_sum) -%}
{{ div_half_up('(10000 * ' ~ weighted_sum ~ ')', '(10000 * ' ~ weight_sum ~ ')') }}
{%- endmacro %}
