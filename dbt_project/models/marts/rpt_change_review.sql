-- Changes of rank or grade against last year that may mean nothing, to be looked at before grades go out. Significant ones are not listed.
with changes as (
    select
        participants.unit_code,
        participants.unit_name_zh,
        grades.group_code,
        grades.rank_in_group,
        previous.rank_in_group as previous_rank,
        grades.grade_final,
        previous.grade_final as grade_previous,
        grades.composite_score,
        previous.composite_score as previous_composite_score,
        cast(grades.composite_score - previous.composite_score as decimal(24, 12)) as composite_change,
        {{ float_root(
            float_product('sure.composite_error', 'sure.composite_error')
            ~ ' + ' ~ float_product('earlier.composite_error', 'earlier.composite_error')
        ) }} as change_error
    from {{ ref('int_grading__grades') }} as grades
    inner join {{ ref('int_unit__participants') }} as participants on grades.unit_code = participants.unit_code
    inner join {{ ref('stg_build__previous_results') }} as previous on participants.unit_id = previous.unit_id
    left join {{ ref('fct_rank_uncertainty') }} as sure on grades.unit_code = sure.unit_code
    left join {{ ref('stg_build__previous_uncertainty') }} as earlier on participants.unit_id = earlier.unit_id
    where previous.composite_score is not null
),

judged as (
    select
        *,
        rank_in_group <> previous_rank as is_rank_changed,
        coalesce(grade_final, '') <> coalesce(grade_previous, '') as is_grade_changed,
        case
            when change_error is null then 'unknown'
            when abs(composite_change) > {{ float_product(normal_975(), 'change_error') }} then 'significant'
            else 'not_significant'
        end as change_status
    from changes
)

select
    build.release_id,
    build.period_year as evaluation_year,
    judged.unit_code,
    judged.unit_name_zh,
    judged.group_code,
    judged.rank_in_group,
    judged.previous_rank,
    judged.grade_final,
    judged.grade_previous,
    judged.is_rank_changed,
    judged.is_grade_changed,
    judged.composite_score,
    judged.previous_composite_score,
    judged.composite_change,
    {{ as_statistic('judged.change_error') }} as change_error,
    judged.change_status
from judged
cross join {{ ref('int_build__parameters') }} as build
where (judged.is_rank_changed or judged.is_grade_changed) and judged.change_status <> 'significant'
order by judged.unit_code
