-- No more units hold a grade than the quota allows, unless those on the last place share it; and nobody within it is lowered.
with levels as (
    select
        quotas.pool_code,
        quotas.grade_code,
        quotas.units_allowed,
        sum(case when results.grade_after_quota <= quotas.grade_code then 1 else 0 end) as holders,
        max(case when results.grade_after_quota <= quotas.grade_code then ranks.place_in_pool end) as last_rank,
        min(
            case
                when results.grade_after_quota > quotas.grade_code and results.grade_threshold <= quotas.grade_code
                    then ranks.quota_place
            end
        ) as first_lowered_place
    from {{ ref('int_grading__quotas') }} as quotas
    inner join {{ ref('fct_unit_result') }} as results on quotas.pool_code = results.pool_code
    inner join {{ ref('int_grading__ranks') }} as ranks on results.unit_code = ranks.unit_code
    where results.result_status = 'rated'
    group by quotas.pool_code, quotas.grade_code, quotas.units_allowed
)

select *
from levels
where last_rank > units_allowed or first_lowered_place <= units_allowed
