{#
  Distance from the average with decreasing margin 递减差额法: B + B·x1/D + B·x2/(D + d) + B·x3/(D + 2d) …, x1 what lies in the first interval
  of the given width, x2 in the next, d the divisor's growth; the same downwards; ten intervals count. Undefined unless D and width are positive.
  METHOD.md part 2; DOMAIN.md M5.
#}
{% macro score_decreasing_margin(merit, base, divisor, width, increment) -%}
case
            when {{ divisor }} > 0 and {{ width }} > 0
                then {{ base }} + sign({{ merit }}) * (
                    {%- for interval in range(1, 11) %}
                    {{ '+ ' if not loop.first }}{{ times_over(
                        base,
                        'least(greatest(abs(' ~ merit ~ ') - ' ~ (interval - 1) ~ ' * ' ~ width ~ ', 0), ' ~ width ~ ')',
                        '(' ~ divisor ~ ' + ' ~ (interval - 1) ~ ' * ' ~ increment ~ ')'
                    ) }}
                    {%- endfor %}
                )
        end
{%- endmacro %}
