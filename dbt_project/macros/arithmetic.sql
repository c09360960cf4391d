{#
  Exact arithmetic (docs/method.md, "Numbers"). A quotient is worked out in whole numbers, so that every engine gives the same
  digits, and is carried to 12 decimals, half away from zero. What cannot be exact stops the build; it never gives a wrong digit:
  operands have at most 18 decimals, a dividend from 8·10^7 on at most 12, a quotient is below 10^12, and floating point is refused. The engine gets these as functions (`register_functions`, on-run-start), which keeps the models' SQL readable.
#}

{# numerator / denominator at 12 decimals, half away from zero; null when either is null or the denominator is zero. #}
{% macro div_half_up(numerator, denominator) -%}
div_half_up({{ numerator }}, {{ denominator }})
{%- endmacro %}

{# expression rounded half away from zero to a number of decimals (0 to 12) that may be a column; null for any other number. #}
{% macro round_half_up(expression, digits) -%}
round_half_up({{ expression }}, {{ digits }})
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

{# Weighted mean from the sum of weight × score and the sum of weights: one quotient. #}
{% macro weighted_mean(weighted_sum, weight_sum) -%}
{{ div_half_up(weighted_sum, weight_sum) }}
{%- endmacro %}

{% macro register_functions() -%}
{{ return(adapter.dispatch('register_functions')()) }}
{%- endmacro %}

{#
  DuckDB: the scaled text of a decimal is its whole number of units, the only exact way to a HUGEINT without overflow on the way.
  Twice the quotient, truncated, decides the rounding: halving it leaves one decimal too many, which round() takes away from zero.
  A large dividend is divided in two steps of six decimals, so that no product leaves the 127 bits of a HUGEINT.
#}
{% macro duckdb__register_functions() -%}
{% for scale in (18, 12) %}
create or replace macro main.whole_units_{{ scale }}(x) as
case
    when cast(x as decimal(38, {{ scale }})) <> x
        then error('div_half_up: an operand of this size may have at most {{ scale }} decimals')
    else cast(replace(cast(cast(x as decimal(38, {{ scale }})) as varchar), '.', '') as hugeint)
end;
create or replace macro main.twice_the_quotient_{{ scale }}(n, d) as
whole_units_{{ scale }}(n) * 2000000000000 // nullif(whole_units_{{ scale }}(d), 0);
{% endfor %}
create or replace macro main.twice_the_quotient_in_steps(n, d) as
(n // d) * 2000000000000
+ (((n % d) * 1000000) // d) * 2000000
+ ((((n % d) * 1000000) % d) * 2000000) // d;
create or replace macro main.div_half_up(n, d) as
cast(round(cast(
    case
        when typeof(n) in ('DOUBLE', 'FLOAT') or typeof(d) in ('DOUBLE', 'FLOAT')
            then error('div_half_up: an operand is floating point')
        when abs(n) < 80000000 then twice_the_quotient_18(n, d)
        when abs(n) < 80000000000000 then twice_the_quotient_12(n, d)
        else twice_the_quotient_in_steps(whole_units_12(n), nullif(whole_units_12(d), 0))
    end
as decimal(38, 0)) * cast('0.0000000000005' as decimal(13, 13)), 12) as decimal(24, 12));
create or replace macro main.round_half_up(x, digits) as
case
    when typeof(x) in ('DOUBLE', 'FLOAT') then error('round_half_up: the operand is floating point')
    else cast(
        round(x * case digits
            {%- for d in range(13) %} when {{ d }} then cast({{ 10 ** d }} as decimal(13, 0)){% endfor %} end, 0)
        * case digits
            {%- for d in range(13) %} when {{ d }} then cast('{{ '0.' ~ '0' * (d - 1) ~ '1' if d else '1' }}' as decimal(13, 12)){% endfor %} end
    as decimal(24, 12))
end;
{%- endmacro %}
