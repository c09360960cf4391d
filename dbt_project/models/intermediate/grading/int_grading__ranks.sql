select
    unit_code,
    group_code,
    composite_score,
    cast(rank() over (partition by group_code order by composite_score desc nulls last) as integer) as rank_in_group,
    cast(count(*) over (partition by group_code) as integer) as group_unit_count
from {{ ref('int_scoring__composites') }}
where result_status = 'rated'
