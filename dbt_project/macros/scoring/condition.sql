{#
  Condition 计分条件: whether a value does to its target what a part asks for before it is scored at all: reaches it, or goes beyond it. Of an
  interval-type indicator: whether it lies in its interval. Null where nothing is asked or the target is not known. DOMAIN.md M7.
#}
{% macro condition_is_met(kind, value, target, direction, lower, upper) -%}
case
            when {{ kind }} is null then null
            when {{ direction }} = 'interval' then {{ value }} between {{ lower }} and {{ upper }}
            when {{ kind }} = 'reached' and {{ direction }} = 'lower' then {{ value }} <= {{ target }}
            when {{ kind }} = 'reached' then {{ value }} >= {{ target }}
            when {{ direction }} = 'lower' then {{ value }} < {{ target }}
            else {{ value }} > {{ target }}
        end
{%- endmacro %}
