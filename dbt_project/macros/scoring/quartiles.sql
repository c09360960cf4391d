{#
  Quartiles of n sorted values by the scheme's definition (docs/method.md, "The scored value"), exact: the position is a whole number of
  quarters. `linear` is Hyndman and Fan's type 7, `weibull` their type 6, `nearest_rank` their type 1.
  Written for a query that groups rows (value, place from 1, value_count) and knows the definition.
#}
{% macro quarters_of_position(quarter, number, definition) -%}
case {{ definition }}
            when 'linear' then ({{ number }} - 1) * {{ quarter }} + 4
            when 'weibull' then least(greatest(({{ number }} + 1) * {{ quarter }}, 4), 4 * {{ number }})
            when 'nearest_rank' then ({{ number }} * {{ quarter }} + 3) - ({{ number }} * {{ quarter }} + 3) % 4
        end
{%- endmacro %}

{# The values on either side of the position; the upper one is null at the last value. #}
{% macro quartile_neighbour(quarter, value, place, number, definition, above) -%}
max(case when 4 * ({{ place }} - {{ above }}) <= {{ quarters_of_position(quarter, number, definition) }}
            and 4 * ({{ place }} - {{ above }}) > {{ quarters_of_position(quarter, number, definition) }} - 4
            then {{ value }} end)
{%- endmacro %}

{# The quartile from its neighbours, as one quotient: the lower one and so many quarters of the distance to the upper one. #}
{% macro quartile(quarter, lower, upper, number, definition) -%}
{{ div_half_up(
            '(4 * ' ~ lower ~ ' + (' ~ quarters_of_position(quarter, number, definition) ~ ') % 4 * (coalesce('
            ~ upper ~ ', ' ~ lower ~ ') - ' ~ lower ~ '))', '4'
        ) }}
{%- endmacro %}
