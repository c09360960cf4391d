-- A rank is one more than the number of units of the group with a higher composite, counted here without a window.
select
    results.unit_code,
    results.rank_in_group,
    count(better.unit_code) + 1 as expected_rank
from {{ ref('fct_unit_result') }} as results
left join {{ ref('fct_unit_result') }} as better
    on results.group_code = better.group_code and better.composite_score > results.composite_score
where results.result_status = 'rated'
group by results.unit_code, results.rank_in_group
having results.rank_in_group is null or results.rank_in_group <> count(better.unit_code) + 1
