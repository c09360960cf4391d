-- Items that share a ceiling first, then what the unit has of each kind up to the ceiling of its component.
with sets as (
    select
        unit_code,
        item_kind,
        {{ capped('sum(points)', 'max(set_ceiling)') }} as points,
        -- Grades are letters, so the worst cap is the greatest.
        max(grade_cap) as grade_cap
    from {{ ref('int_adjustment__items') }}
    group by unit_code, item_kind, coalesce('set ' || ceiling_set, item_code)
),

sums as (
    select
        unit_code,
        sum(case when item_kind = 'deduction' then points else 0 end) as deduction_sum,
        sum(case when item_kind = 'bonus' then points else 0 end) as bonus_sum,
        max(case when item_kind = 'veto' then grade_cap end) as grade_cap
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
),

veto_items as (
    select
        unit_code,
        grade_cap,
        min(item_code) as veto_item_code
    from {{ ref('int_adjustment__items') }}
    where item_kind = 'veto'
    group by unit_code, grade_cap
)

select
    participants.unit_code,
    cast(coalesce({{ capped('sums.deduction_sum', 'ceilings.deduction_cap') }}, 0) as decimal(24, 12))
        as deduction_points,
    cast(coalesce({{ capped('sums.bonus_sum', 'ceilings.bonus_cap') }}, 0) as decimal(24, 12)) as bonus_points,
    sums.grade_cap,
    veto_items.veto_item_code
from {{ ref('int_unit__participants') }} as participants
left join ceilings on participants.group_code = ceilings.group_code
left join sums on participants.unit_code = sums.unit_code
left join veto_items on sums.unit_code = veto_items.unit_code and sums.grade_cap = veto_items.grade_cap
