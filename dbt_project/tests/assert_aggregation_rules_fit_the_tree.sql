-- What a scheme may not ask for: rules, least shares and receivers where they mean nothing or contradict one another, in sheet 指标体系 or for
-- a group of its own.
with given as (
    select
        node_code,
        floor_score,
        cap_score,
        aggregation_rule,
        min_availability_pct is not null or min_available_count is not null as has_least,
        availability_rule,
        false as is_of_group
    from {{ ref('stg_efficiency_office__scheme__nodes') }}
    union all
    select
        node_code,
        floor_score,
        cap_score,
        aggregation_rule,
        min_availability_pct is not null or min_available_count is not null as has_least,
        availability_rule,
        true as is_of_group
    from {{ ref('stg_efficiency_office__scheme__group_rules') }}
),

nodes as (
    select
        nodes.*,
        settings.not_applicable_rule,
        settings.appraisal_fallback,
        optional.composite_rule,
        receivers.parent_code as receiver_parent,
        receivers.node_code as receiver_found
    from {{ ref('int_scheme__nodes') }} as nodes
    cross join {{ ref('int_scheme__settings') }} as settings
    cross join {{ ref('int_scheme__optional_settings') }} as optional
    left join {{ ref('int_scheme__nodes') }} as receivers on nodes.receiver_code = receivers.node_code
)

select nodes.node_code
from nodes
inner join given on nodes.node_code = given.node_code
where
    (nodes.node_kind not in ('indicators', 'dimension') and (given.aggregation_rule is not null or given.has_least))
    or (not given.has_least and given.availability_rule is not null)
    or (nodes.node_level = 1 and given.availability_rule = 'drop')
    or (nodes.node_kind = 'indicator' and (given.is_of_group or given.floor_score is not null or given.cap_score is not null))
    or (
        nodes.receiver_code is not null
        and (
            nodes.receiver_found is null
            or nodes.parent_code is null
            or nodes.receiver_parent is distinct from nodes.parent_code
            or nodes.receiver_code = nodes.node_code
            or nodes.not_applicable_rule = 'to_component'
        )
    )
    -- Points are added: one that is missing has no place to be taken.
    or (nodes.node_kind = 'appraisal' and nodes.appraisal_fallback = 'reweight' and nodes.composite_rule = 'points')
    or (given.aggregation_rule = 'points' and nodes.not_applicable_rule = 'to_component')
