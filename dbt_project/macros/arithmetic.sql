{#
  Exact arithmetic (docs/method.md, "Numbers"). A quotient is worked out in whole numbers, so that every engine gives the same
  digits, and is carried to 12 decimals, half away from zero. What cannot be exact stops the build; it never gives a wrong digit: a quotient is
  below 10^12, an operand too large to be multiplied out has at most 12 decimals, and floating point is refused. The engine gets these as
  functions (`register_functions`, on-run-start), which keeps the models' SQL readable.
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
  DuckDB: floating point guesses, decimals decide. The guess and one correction by its exact remainder n - q * d lie within a unit of the twelfth
  decimal; the last remainder, exact as well, settles that unit and the half. No step is a division of decimals, which DuckDB has not, or of HUGEINT,
  which takes five times as long. A macro's argument is worked out wherever it is named, so each step hands its results on as a struct in a list of one;
  `typeof` is settled before a row is read. Operands that leave too few of the 38 digits for q * d (`room_beside`: from 8·10^13 on beside a divisor of
  twelve decimals) are divided in whole numbers, in two steps of six decimals, so that no product leaves the 127 bits of a HUGEINT.
#}
{% macro duckdb__register_functions() -%}
create or replace macro main.twelfth_decimal() as cast('0.000000000001' as decimal(13, 12));
create or replace macro main.sign_of(x) as cast(x > 0 as integer) - cast(x < 0 as integer);
create or replace macro main.decimals_of(x) as coalesce(try_cast(regexp_extract(typeof(x), ',([0-9]+)', 1) as integer), 0);
create or replace macro main.room_beside(n, d) as
cast('8' || repeat('0', 37 - greatest(decimals_of(n), 12 + decimals_of(d))) as decimal(38, 0));
create or replace macro main.outgrows(n, d) as abs(n) >= room_beside(n, d) or abs(d) >= room_beside(n, d);
create or replace macro main.quotient_near(n, d) as cast(cast(n as double) / nullif(cast(d as double), 0) as decimal(24, 12));
create or replace macro main.quotient_nearer(n, d, q) as cast(q + quotient_near(n - q * d, d) as decimal(24, 12));
create or replace macro main.quotient_settled(n, d, q) as
q + (
    cast(2 * (n - q * d) >= d * twelfth_decimal() as integer) - cast(2 * (n - q * d) < -d * twelfth_decimal() as integer)
) * twelfth_decimal();
create or replace macro main.whole_units(x) as
case
    when cast(x as decimal(38, 12)) <> x then error('div_half_up: an operand of this size may have at most 12 decimals')
    else cast(replace(cast(cast(x as decimal(38, 12)) as varchar), '.', '') as hugeint)
end;
create or replace macro main.twice_the_quotient_in_steps(n, d) as
(n // d) * 2000000000000
+ (((n % d) * 1000000) // d) * 2000000
+ ((((n % d) * 1000000) % d) * 2000000) // d;
create or replace macro main.quotient_in_steps(n, d) as
round(
    cast(twice_the_quotient_in_steps(whole_units(n), nullif(whole_units(d), 0)) as decimal(38, 0))
    * cast('0.0000000000005' as decimal(13, 13)), 12
);
create or replace macro main.quotient_of_decimals(n, d) as
list_transform(list_transform(list_transform(
    [{'sign': sign_of(n) * sign_of(d), 'n': case when outgrows(n, d) then 0 else abs(n) end, 'd': abs(d)}],
    lambda x: {'sign': x.sign, 'n': x.n, 'd': x.d, 'q': quotient_near(x.n, x.d)}),
    lambda x: {'sign': x.sign, 'n': x.n, 'd': x.d, 'q': quotient_nearer(x.n, x.d, x.q)}),
    lambda x: x.sign * quotient_settled(x.n, x.d, x.q)
)[1] + case when outgrows(n, d) then quotient_in_steps(n, d) else 0 end;
create or replace macro main.div_half_up(n, d) as
case
    when typeof(n) in ('DOUBLE', 'FLOAT') or typeof(d) in ('DOUBLE', 'FLOAT')
        then error('div_half_up: an operand is floating point')
    else cast(quotient_of_decimals(n, d) as decimal(24, 12))
end;
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
