{# Measures (docs/method.md, "References"): what is scored of a value x and its reference r. Undefined ones are null. #}
{% macro measure_of(basis, x, r) -%}
case
            when {{ basis }} = 'value' then {{ x }}
            when {{ basis }} = 'difference' then {{ x }} - {{ r }}
            when {{ basis }} = 'growth_pct' and {{ r }} > 0 then {{ div_half_up('100 * ' ~ x, r) }} - 100
            when {{ basis }} = 'ratio' and {{ r }} > 0 then {{ div_half_up(x, r) }}
            when {{ basis }} = 'inverse_ratio' and {{ x }} > 0 then {{ div_half_up(r, x) }}
        end
{%- endmacro %}

{# Distance from an interval, 0 inside it: what an interval-type indicator is measured by (DOMAIN.md M15). #}
{% macro distance_outside(measure, lower, upper) -%}
case
            when {{ measure }} < {{ lower }} then {{ lower }} - {{ measure }}
            when {{ measure }} > {{ upper }} then {{ measure }} - {{ upper }}
            when {{ measure }} is not null then 0
        end
{%- endmacro %}

{# A measure turned so that more is better: as it is for higher-is-better, else its negative (distances from an interval too). #}
{% macro merit(measure, direction) -%}
case when {{ direction }} = 'higher' then {{ measure }} else -{{ measure }} end
{%- endmacro %}

{# Under which group a pool stands: pools of all groups under *. #}
{% macro pool_group(pool, group) -%}
case when {{ pool }} in ('all', 'all_years') then '*' else {{ group }} end
{%- endmacro %}
