-- Deductions and bonus of a rated unit are the sums of its items, up to the ceilings that items share and that of the component.
with sets as (
    select
        unit_code,
        item_kind,
        least(sum(points), coalesce(max(set_ceiling), sum(points))) as points
    from {{ ref('fct_adjustment') }}
    where item_kind <> 'veto'
    group by unit_code, item_kind, coalesce('set ' || ceiling_set, item_code)
),

item_sums as (
    select
        unit_code,
        sum(case when item_kind = 'deduction' then points else 0 end) as deduction_sum,
        sum(case when item_kind = 'bonus' then points else 0 end) as bonus_sum
    from sets
    group by unit_code
),

ceilings as (
    select
        group_code,
        max(case when node_kind = 'deduction' then cap_score end) as deduction_cap,
        max(case when node_kind = 'bonus' then cap_score end) as bonus_cap
    from {{ ref('int_scheme__node_rules') }}
    group by group_code
)

select
    results.unit_code,
    results.deduction_points,
    item_sums.deduction_sum,
    results.bonus_points,
    item_sums.bonus_sum
from {{ ref('fct_unit_result') }} as results
left join ceilings on results.group_code = ceilings.group_code
left join item_sums on results.unit_code = item_sums.unit_code
where
    results.result_status = 'rated'
    and (
        results.deduction_points
        is distinct from least(coalesce(item_sums.deduction_sum, 0), coalesce(ceilings.deduction_cap, item_sums.deduction_sum, 0))
        or results.bonus_points
        is distinct from least(coalesce(item_sums.bonus_sum, 0), coalesce(ceilings.bonus_cap, item_sums.bonus_sum, 0))
    )
