with pools as (
    select distinct
        ranks.pool_code,
        peers.peer_name_zh,
        peers.peer_name_en,
        ranks.pool_unit_count
    from {{ ref('int_grading__ranks') }} as ranks
    inner join {{ ref('int_grading__peers') }} as peers on ranks.unit_code = peers.unit_code
)

select
    build.release_id,
    build.period_year as evaluation_year,
    bounds.group_code,
    bounds.pool_code,
    pools.peer_name_zh,
    pools.peer_name_en,
    pools.pool_unit_count,
    bounds.grade_code,
    {{ grade_name_zh('bounds.grade_code') }} as grade_name_zh,
    bounds.bound_basis,
    bounds.scheme_bound,
    bounds.break_bound,
    bounds.previous_bound,
    bounds.lower_bound,
    bounds.is_guarded
from {{ ref('int_grading__bounds') }} as bounds
cross join {{ ref('int_build__parameters') }} as build
inner join pools on bounds.pool_code = pools.pool_code
order by bounds.pool_code, bounds.grade_code
