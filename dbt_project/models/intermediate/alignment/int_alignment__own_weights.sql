-- What each indicator weighs in its group's weighted score while everything applies, in per cent; and once more for the scheme as a whole,
-- in which it stands when any group weighs it.
with roots as (
    select
        weights.group_code,
        weights.node_code,
        weights.weight,
        cast(case optional.composite_rule
            when 'points' then 100
            else sum(weights.weight) over (partition by weights.group_code)
        end as decimal(10, 4)) as root_weight_sum
    from {{ ref('int_scheme__weights') }} as weights
    cross join {{ ref('int_scheme__optional_settings') }} as optional
    where weights.node_level = 1
),

of_groups as (
    select
        weights.group_code,
        weights.node_code as indicator_code,
        {{ div_half_up('(shares.nominal_share_pct * roots.weight)', 'roots.root_weight_sum') }} as own_weight_pct
    from {{ ref('int_scheme__weights') }} as weights
    inner join {{ ref('int_scheme__nodes') }} as nodes on weights.node_code = nodes.node_code
    left join {{ ref('int_scheme__shares') }} as shares
        on weights.group_code = shares.group_code and weights.node_code = shares.node_code
    left join roots on weights.group_code = roots.group_code and nodes.component_code = roots.node_code
    where weights.node_kind = 'indicator'
),

everywhere as (
    select distinct indicator_code from of_groups
)

select
    of_groups.group_code,
    of_groups.indicator_code,
    cast(of_groups.own_weight_pct as decimal(24, 12)) as own_weight_pct
from of_groups
union all
select
    'ALL' as group_code,
    everywhere.indicator_code,
    cast(null as decimal(24, 12)) as own_weight_pct
from everywhere
