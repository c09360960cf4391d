-- The composite knows one component of each kind; deductions and bonus have ceilings only; a floor lies below its cap.
with components as (
    select
        node_code,
        node_kind,
        floor_score,
        cap_score,
        count(*) over (partition by node_kind) as of_this_kind
    from {{ ref('int_scheme__nodes') }}
    where node_level = 1
)

select
    node_code,
    node_kind
from components
where
    of_this_kind > 1
    or (node_kind in ('deduction', 'bonus') and floor_score <> 0)
    or floor_score > cap_score
