{#
  What a node weighs in the weighted score (docs/method.md, section 3): one exact quotient as far as the numbers allow it, which is three levels
  down, else the weight of the node above, as it is carried, shared out. Looks at `nodes` (the node) and `above` (its parent's row of a level).
#}
{% macro weight_from_above(level) -%}
cast(case
            when above.not_applicable_rule = 'to_component'
                then {{ div_half_up(
                    '(above.component_weight * nodes.applied_weight)',
                    '(above.root_weight_sum * above.component_child_weight_sum)'
                ) }}
            {%- if level <= 3 %}
            when above.has_means_only
                then {{ div_half_up('(' ~ as_weight('nodes.applied_weight') ~ ' * above.dividend)', 'above.child_divisor') }}
            {%- endif %}
            when above.aggregation_rule = 'points'
                then {{ div_half_up(
                    '(above.effective_weight * nodes.applied_weight * above.child_weight_sum)',
                    '(100 * above.applied_child_weight_sum)'
                ) }}
            else {{ div_half_up('(above.effective_weight * nodes.applied_weight)', 'above.applied_child_weight_sum') }}
        end as decimal(24, 12))
{%- endmacro %}
