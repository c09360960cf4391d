-- A unit's score on every node of the scheme, by the node's code alone: for sheets that may name any of them.
select
    unit_code,
    component_code as node_code,
    score
from {{ ref('int_scoring__components') }}
union all
select
    unit_code,
    node_code,
    score
from {{ ref('int_scoring__nodes') }}
where node_kind = 'dimension'
union all
select
    unit_code,
    indicator_code as node_code,
    score
from {{ ref('int_scoring__indicators') }}
