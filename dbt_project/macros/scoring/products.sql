{#
  Products in a formula: a parameter of the scheme has six decimals at most, so its product with a measure of twelve is exact; what it
  leads to is carried to twelve decimals, half away from zero, once. A parameter of a million or more does not fit and stops the build.
  It goes to six decimals by way of 18 digits, which is many times as fast as from 24 (see arithmetic.sql).
#}
{% macro parameter(expression) -%}
cast(cast({{ expression }} as decimal(18, 12)) as decimal(12, 6))
{%- endmacro %}

{% macro twelve_decimals(measure) -%}
cast({{ measure }} as decimal(24, 12))
{%- endmacro %}

{# base + parameter · measure. #}
{% macro base_plus(base, parameter_value, measure) -%}
sum_product_half_up({{ base }}, {{ parameter(parameter_value) }}, {{ twelve_decimals(measure) }})
{%- endmacro %}

{# parameter · measure. #}
{% macro times(parameter_value, measure) -%}
product_half_up({{ parameter(parameter_value) }}, {{ twelve_decimals(measure) }})
{%- endmacro %}

{# parameter · measure / divisor, as one quotient. #}
{% macro times_over(parameter_value, measure, divisor) -%}
product_over_half_up({{ parameter(parameter_value) }}, {{ twelve_decimals(measure) }}, {{ divisor }})
{%- endmacro %}
