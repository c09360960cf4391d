{#
  Transforms before scoring 变换 (docs/method.md, "The scored value"): what a delivered figure x becomes. Undefined (null) where the page
  says so. `per` divides by another indicator of the same unit and year, `share_of_city` by the city's value of the year;
  `growth_pct` and `change` hold x against the same unit's value of the year before.
#}
{% macro transformed(transform, x, denominator, city, mean_of_years, year_before) -%}
case {{ transform }}
        when 'per' then case when {{ denominator }} > 0 then {{ div_half_up(x, denominator) }} end
        when 'share_of_city' then case when {{ city }} > 0 then {{ div_half_up('100 * ' ~ x, city) }} end
        when 'mean_of_years' then {{ mean_of_years }}
        when 'growth_pct' then case when {{ year_before }} > 0 then {{ div_half_up('100 * ' ~ x, year_before) }} - 100 end
        when 'change' then {{ x }} - {{ year_before }}
        else {{ then_transformed(transform, x) }}
    end
{%- endmacro %}

{# What a transform makes of a number alone: a delivered figure, or, as a second transform 再变换, the first one's result. #}
{% macro then_transformed(transform, x) -%}
case {{ transform }}
        when 'none' then {{ x }}
        when 'log10' then {{ logarithm(x, 'log10') }}
        when 'ln' then {{ logarithm(x, 'ln') }}
        when 'reciprocal' then {{ div_half_up('1', x) }}
    end
{%- endmacro %}

{# A logarithm is no fraction: floating point, rounded to 8 decimals, where its error (below 10^-12) no longer shows. #}
{% macro logarithm(x, base) -%}
case when {{ x }} > 0 then cast({{ base }}(cast({{ x }} as double)) as decimal(24, 8)) end
{%- endmacro %}
