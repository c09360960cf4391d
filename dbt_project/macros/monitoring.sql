{#
  Whether progress is what can be expected by then (docs/method.md, "Monitoring"): on_track, at_risk, behind, or no_target without progress.
  `share` is how much of the expectation has to be reached to be no more than at risk.
#}
{% macro monitoring_status(progress, expected, direction, share) -%}
case
        when {{ progress }} is null then 'no_target'
        when {{ direction }} = 'higher' then case
            when {{ progress }} >= {{ expected }} then 'on_track'
            when {{ progress }} >= {{ share }} * {{ expected }} then 'at_risk'
            else 'behind'
        end
        when {{ direction }} = 'lower' then case
            when {{ progress }} <= {{ expected }} then 'on_track'
            when {{ share }} * {{ progress }} <= {{ expected }} then 'at_risk'
            else 'behind'
        end
        when {{ progress }} between {{ share }} * {{ expected }} and (2 - {{ share }}) * {{ expected }} then 'on_track'
        when {{ progress }} between (2 * {{ share }} - 1) * {{ expected }} and (3 - 2 * {{ share }}) * {{ expected }}
            then 'at_risk'
        else 'behind'
    end
{%- endmacro %}
