{#
  Products in a formula: a parameter of the scheme has six decimals at most, so its product with a measure of twelve is exact; the
  score that it leads to is carried to twelve decimals (casting a decimal to fewer decimals rounds half away from zero on every
  engine). A parameter of a million or more does not fit and stops the build.
#}
{% macro times(parameter, measure) -%}
cast({{ parameter }} as decimal(12, 6)) * cast({{ measure }} as decimal(24, 12))
{%- endmacro %}

{% macro carried(score) -%}
cast({{ score }} as decimal(24, 12))
{%- endmacro %}
