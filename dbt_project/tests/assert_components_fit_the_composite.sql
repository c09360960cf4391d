-- The composite knows several components of indicators and one of every other kind; deductions and bonus have ceilings only; a floor lies
-- below its cap.
with components as (
    select
        group_code,
        node_code,
        node_kind,
        floor_score,
        cap_score,
        count(*) over (partition by group_code, node_kind) as of_this_kind
    from {{ ref('int_scheme__node_rules') }}
    where node_level = 1
)

select
    group_code,
    node_code,
    node_kind
from components
where
    (of_this_kind > 1 and node_kind <> 'indicators')
    or (node_kind in ('deduction', 'bonus') and floor_score <> 0)
    or floor_score > cap_score
