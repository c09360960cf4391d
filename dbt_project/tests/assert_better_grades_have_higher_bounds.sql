-- A better grade whose bound is not above the next one's would take what the next one is for: whoever reaches the one reaches the other.
with neighbours as (
    select
        pool_code,
        grade_code,
        lower_bound,
        lead(grade_code) over (partition by pool_code order by grade_code asc) as next_grade_code,
        lead(lower_bound) over (partition by pool_code order by grade_code asc) as next_lower_bound
    from {{ ref('dim_grade_bound') }}
)

select
    pool_code,
    grade_code,
    lower_bound,
    next_grade_code,
    next_lower_bound
from neighbours
where lower_bound <= next_lower_bound
