-- The composite knows one component of each kind; floors, and caps of scored components, are not part of the method.
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
    or floor_score <> 0
    or (node_kind in ('indicators', 'appraisal') and (floor_score is not null or cap_score is not null))
