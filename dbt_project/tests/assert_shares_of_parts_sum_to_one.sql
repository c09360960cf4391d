-- The shares of target, own past and city make one whole in every group.
select
    group_code,
    indicator_code,
    sum(share) as share_sum
from {{ ref('int_scheme__methods') }}
group by group_code, indicator_code
having sum(share) <> 1
