-- A rank is one more than the number of units of the group with a higher composite, counted here from the composites alone.
with steps as (
    select
        group_code,
        composite_score,
        count(*) as unit_count
    from {{ ref('fct_unit_result') }}
    where result_status = 'rated'
    group by group_code, composite_score
),

counted as (
    select
        *,
        sum(unit_count) over (
            partition by group_code order by composite_score desc nulls last
            rows between unbounded preceding and current row
        ) - unit_count + 1 as expected_rank,
        sum(unit_count) over (partition by group_code) as group_unit_count
    from steps
)

select
    results.unit_code,
    results.rank_in_group,
    counted.expected_rank
from {{ ref('fct_unit_result') }} as results
inner join counted
    on results.group_code = counted.group_code and results.composite_score = counted.composite_score
where
    results.rank_in_group is distinct from counted.expected_rank
    or results.group_unit_count is distinct from counted.group_unit_count
