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

{# left · right at 12 decimals, half away from zero. #}
{% macro product(left, right) -%}
product_half_up({{ left }}, {{ right }})
{%- endmacro %}

{# A weight of twelve decimals, of which it has four, as decimal(38,4). #}
{% macro as_weight(expression) -%}
four_decimals({{ expression }})
{%- endmacro %}

{# expression rounded half away from zero to a number of decimals (0 to 12) that may be a column; null for any other number. #}
{% macro round_half_up(expression, digits) -%}
round_half_up({{ expression }}, {{ digits }})
{%- endmacro %}

{# The score of a part at the digits that the scheme names; all twelve, which it has anyway, are the usual case. #}
{% macro rounded_part(score, digits) -%}
case when {{ digits }} = 12 then {{ score }} else {{ round_half_up(score, digits) }} end
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
  DuckDB: floating point guesses, decimals decide. A guess below 500 lies within a unit of the twelfth decimal, as does a larger one after a correction by
  its exact remainder; the remainder that is left settles that unit and the half. What takes digits off a number of more than 18 (a cast to fewer decimals,
  a cast to floating point, a division of HUGEINT) costs up to a hundred times a product, so it is left to what 18 digits or a guess can't hold. A macro's
  argument is worked out wherever it is named, so each step hands its results on as a struct in a list of one; `typeof` is settled before a row is read.
  Operands that leave too few of the 38 digits for q * d (`room_beside`: from 8·10^13 on beside a divisor of twelve decimals) are divided in whole numbers,
  in two steps of six decimals, so that no product leaves the 127 bits of a HUGEINT.
#}
{% macro duckdb__register_functions() -%}
create or replace macro main.twelfth_decimal() as cast('0.000000000001' as decimal(13, 12));
create or replace macro main.sign_of(x) as cast(x > 0 as integer) - cast(x < 0 as integer);
create or replace macro main.is_floating(x) as typeof(x) in ('DOUBLE', 'FLOAT');
create or replace macro main.decimals_of(x) as coalesce(try_cast(regexp_extract(typeof(x), ',([0-9]+)', 1) as integer), 0);
create or replace macro main.near(x) as
case decimals_of(x)
    {%- for d in (4, 6, 12) %}
    when {{ d }} then coalesce(cast(try_cast(x as decimal(18, {{ d }})) as double), cast(x as double))
    {%- endfor %}
    else cast(x as double)
end;
create or replace macro main.room_beside(n, d) as
cast('8' || repeat('0', 37 - greatest(decimals_of(n), 12 + decimals_of(d))) as decimal(38, 0));
create or replace macro main.outgrows(n, d) as abs(n) >= room_beside(n, d) or abs(d) >= room_beside(n, d);
create or replace macro main.quotient_near(n, d) as cast(near(n) / nullif(near(d), 0) as decimal(24, 12));
create or replace macro main.quotient_nearer(n, d, q) as cast(q + cast(cast(n - q * d as double) / cast(d as double) as decimal(24, 12)) as decimal(24, 12));
create or replace macro main.quotient_settled(n, d, q) as
q + (
    cast(2 * (n - q * d) >= d * twelfth_decimal() as integer) - cast(2 * (n - q * d) < -d * twelfth_decimal() as integer)
) * twelfth_decimal();
create or replace macro main.quotient_corrected(n, d, q) as
list_transform([{'n': n, 'd': d, 'q': quotient_nearer(n, d, q)}], lambda y: quotient_settled(y.n, y.d, y.q))[1];
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
create or replace macro main.quotient_of_decimals(n, d, guess) as
list_transform(
    [{'sign': sign_of(n) * sign_of(d), 'n': abs(n), 'd': abs(d), 'q': abs(guess), 'outgrows': outgrows(n, d)}],
    lambda x: x.sign * case
        when x.outgrows then quotient_in_steps(x.n, x.d)
        when x.q < 500 then quotient_settled(x.n, x.d, x.q)
        else quotient_corrected(x.n, x.d, x.q)
    end
)[1];
create or replace macro main.div_half_up(n, d) as
case
    when is_floating(n) or is_floating(d) then error('div_half_up: an operand is floating point')
    else cast(quotient_of_decimals(n, d, quotient_near(n, d)) as decimal(24, 12))
end;
create or replace macro main.product_over_half_up(a, b, d) as
case
    when is_floating(a) or is_floating(b) or is_floating(d) then error('product_over_half_up: an operand is floating point')
    else cast(quotient_of_decimals(a * b, d, cast(near(a) * near(b) / nullif(near(d), 0) as decimal(24, 12))) as decimal(24, 12))
end;
create or replace macro main.settled(x, guess) as
guess + case
    when x >= 0 then cast(2 * (x - guess) >= twelfth_decimal() as integer) - cast(2 * (x - guess) < -twelfth_decimal() as integer)
    else cast(2 * (x - guess) > twelfth_decimal() as integer) - cast(2 * (x - guess) <= -twelfth_decimal() as integer)
end * twelfth_decimal();
create or replace macro main.carried_from(x, guess) as
list_transform(
    [{'x': x, 'guess': guess}],
    lambda y: case
        when abs(y.guess) < 500 then settled(y.x, y.guess)
        else settled(y.x, cast(y.guess + cast(cast(y.x - y.guess as double) as decimal(24, 12)) as decimal(24, 12)))
    end
)[1];
create or replace macro main.product_half_up(a, b) as
case
    when is_floating(a) or is_floating(b) then error('product_half_up: an operand is floating point')
    else cast(carried_from(a * b, cast(near(a) * near(b) as decimal(24, 12))) as decimal(24, 12))
end;
create or replace macro main.sum_product_half_up(base, a, b) as
case
    when is_floating(base) or is_floating(a) or is_floating(b) then error('sum_product_half_up: an operand is floating point')
    else cast(carried_from(base + a * b, cast(near(base) + near(a) * near(b) as decimal(24, 12))) as decimal(24, 12))
end;
create or replace macro main.four_decimals(x) as
coalesce(cast(cast(try_cast(x as decimal(18, 12)) as decimal(18, 4)) as decimal(38, 4)), cast(x as decimal(38, 4)));
create or replace macro main.round_half_up(x, digits) as
case
    when is_floating(x) then error('round_half_up: the operand is floating point')
    when decimals_of(x) <= 12 and try_cast(x as decimal(18, 12)) is not null then case digits
        {%- for d in range(13) %} when {{ d }} then cast(cast(try_cast(x as decimal(18, 12)) as decimal(18, {{ d }})) as decimal(24, 12)){% endfor %} end
    else cast(
        round(x * case digits
            {%- for d in range(13) %} when {{ d }} then cast({{ 10 ** d }} as decimal(13, 0)){% endfor %} end, 0)
        * case digits
            {%- for d in range(13) %} when {{ d }} then cast('{{ '0.' ~ '0' * (d - 1) ~ '1' if d else '1' }}' as decimal(13, 12)){% endfor %} end
    as decimal(24, 12))
end;
{%- endmacro %}
