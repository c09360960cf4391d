-- What each node that stands weighs in the weighted score, down the tree (macro weight_from_above). Only nodes with others below them are
-- handed on to the next level.
with scheme as (
    select
        optional.composite_rule,
        settings.not_applicable_rule,
        not exists (
            select 1 from {{ ref('int_scheme__node_rules') }} as rules
            where rules.aggregation_rule = 'points'
        ) as has_means_only
    from {{ ref('int_scheme__settings') }} as settings
    cross join {{ ref('int_scheme__optional_settings') }} as optional
),

components as (
    select
        components.*,
        scheme.not_applicable_rule,
        scheme.has_means_only,
        cast(case scheme.composite_rule
            when 'points' then 100
            else sum(components.weight) over (partition by components.unit_code)
        end as decimal(10, 4)) as root_weight_sum
    from {{ ref('int_scoring__components') }} as components
    cross join scheme
    where not coalesce(components.is_left_out, false)
),

branches as (
    select
        nodes.unit_code,
        nodes.node_code,
        nodes.parent_code,
        nodes.node_level,
        nodes.applied_weight,
        nodes.applied_child_weight_sum,
        nodes.child_weight_sum,
        rules.aggregation_rule
    from {{ ref('int_scoring__nodes') }} as nodes
    inner join {{ ref('int_scheme__node_rules') }} as rules
        on nodes.group_code = rules.group_code and nodes.node_code = rules.node_code
    where nodes.node_kind <> 'indicator'
),

level_1 as (
    select
        components.unit_code,
        components.component_code as node_code,
        components.not_applicable_rule,
        components.has_means_only,
        components.weight as component_weight,
        components.root_weight_sum,
        nodes.applied_child_weight_sum as component_child_weight_sum,
        nodes.applied_child_weight_sum,
        nodes.child_weight_sum,
        nodes.aggregation_rule,
        cast(components.weight as decimal(38, 4)) as dividend,
        cast({{ as_weight('nodes.applied_child_weight_sum') }} as decimal(14, 4)) * cast(components.root_weight_sum as decimal(24, 4))
            as child_divisor,
        cast({{ div_half_up('components.weight', 'components.root_weight_sum') }} as decimal(24, 12)) as effective_weight
    from components
    left join branches as nodes
        on components.unit_code = nodes.unit_code and components.component_code = nodes.node_code
)
{%- for level in (2, 3, 4) %},

level_{{ level }} as (
    select
        nodes.unit_code,
        nodes.node_code,
        above.not_applicable_rule,
        above.has_means_only,
        above.component_weight,
        above.root_weight_sum,
        above.component_child_weight_sum,
        nodes.applied_child_weight_sum,
        nodes.child_weight_sum,
        nodes.aggregation_rule,
        {%- if level == 2 %}
        {{ as_weight('nodes.applied_weight') }} * above.dividend as dividend,
        cast({{ as_weight('nodes.applied_child_weight_sum') }} as decimal(14, 4)) * cast(above.child_divisor as decimal(24, 8))
            as child_divisor,
        {%- endif %}
        {{ weight_from_above(level) }} as effective_weight
    from branches as nodes
    inner join level_{{ level - 1 }} as above
        on nodes.unit_code = above.unit_code and nodes.parent_code = above.node_code
    where nodes.node_level = {{ level }} and nodes.applied_weight is not null
)
{%- endfor %}

{% for level in (1, 2, 3, 4) %}
{%- if level > 1 %}
union all
{% endif -%}
select
    unit_code,
    node_code,
    {{ level }} as node_level,
    effective_weight
from level_{{ level }}
{%- endfor %}
{%- for level in (2, 3, 4, 5) %}
union all
select
    nodes.unit_code,
    nodes.node_code,
    {{ level }} as node_level,
    {{ weight_from_above(level) }} as effective_weight
from {{ ref('int_scoring__nodes') }} as nodes
inner join level_{{ level - 1 }} as above
    on nodes.unit_code = above.unit_code and nodes.parent_code = above.node_code
where nodes.node_kind = 'indicator' and nodes.node_level = {{ level }} and nodes.applied_weight is not null
{%- endfor %}
