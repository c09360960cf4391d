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

shares as (
    select
        nodes.unit_code,
        nodes.node_kind,
        nodes.node_status,
        nodes.is_below_minimum,
        nodes.availability_status,
        -- Components that weigh nothing count alike.
        case optional.availability_of
            when 'count' then 1
            else coalesce(
                {{ div_half_up('(shares.nominal_share_pct * component_shares.weight)', 'component_shares.weight_sum') }},
                shares.nominal_share_pct
            )
        end as measure
    from {{ ref('int_scoring__nodes') }} as nodes
    inner join {{ ref('int_scheme__shares') }} as shares
        on nodes.group_code = shares.group_code and nodes.node_code = shares.node_code
    inner join {{ ref('int_scheme__nodes') }} as tree on nodes.node_code = tree.node_code
    inner join component_shares
        on nodes.group_code = component_shares.group_code and tree.component_code = component_shares.component_code
    cross join {{ ref('int_scheme__optional_settings') }} as optional
),

sums as (
    select
        unit_code,
        sum(case when node_kind = 'indicator' and availability_status = 'available' then measure else 0 end) as available_measure,
        sum(case when node_kind = 'indicator' and availability_status <> 'not_applicable' then measure end) as applicable_measure,
        sum(case when node_kind = 'dimension' and node_status = 'scored' and not is_below_minimum then 1 else 0 end)
            as eligible_dimensions
    from shares
    group by unit_code
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
