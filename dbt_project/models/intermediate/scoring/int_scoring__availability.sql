-- How much of a unit's indicators is available, and how many of its dimensions have enough of theirs.
with component_shares as (
    select
        group_code,
        node_code as component_code,
        weight,
        sum(weight) over (partition by group_code) as weight_sum
    from {{ ref('int_scheme__weights') }}
    where node_kind = 'indicators'
),

-- What an indicator counts for in a group, worked out once and not for every unit. Components that weigh nothing count alike.
measures as (
    select
        shares.group_code,
        shares.node_code,
        case optional.availability_of
            when 'count' then 1
            else coalesce(
                {{ div_half_up('(shares.nominal_share_pct * component_shares.weight)', 'component_shares.weight_sum') }},
                shares.nominal_share_pct
            )
        end as measure
    from {{ ref('int_scheme__shares') }} as shares
    inner join {{ ref('int_scheme__nodes') }} as tree on shares.node_code = tree.node_code
    inner join component_shares
        on shares.group_code = component_shares.group_code and tree.component_code = component_shares.component_code
    cross join {{ ref('int_scheme__optional_settings') }} as optional
),

sums as (
    select
        nodes.unit_code,
        sum(case when nodes.node_kind = 'indicator' and nodes.availability_status = 'available' then measures.measure else 0 end)
            as available_measure,
        sum(case when nodes.node_kind = 'indicator' and nodes.availability_status <> 'not_applicable' then measures.measure end)
            as applicable_measure,
        sum(case when nodes.node_kind = 'dimension' and nodes.node_status = 'scored' and not nodes.is_below_minimum then 1 else 0 end)
            as eligible_dimensions
    from {{ ref('int_scoring__nodes') }} as nodes
    inner join measures on nodes.group_code = measures.group_code and nodes.node_code = measures.node_code
    group by nodes.unit_code
),

quotients as (
    select
        unit_code,
        eligible_dimensions,
        cast({{ div_half_up('(100 * available_measure)', 'applicable_measure') }} as decimal(24, 12)) as availability_pct
    from sums
)

select
    quotients.unit_code,
    quotients.availability_pct,
    cast(quotients.eligible_dimensions as integer) as eligible_dimensions,
    coalesce(quotients.availability_pct < optional.unit_min_availability_pct, false) as has_too_few_indicators,
    quotients.eligible_dimensions < optional.min_eligible_dimensions as has_too_few_dimensions
from quotients
cross join {{ ref('int_scheme__optional_settings') }} as optional
