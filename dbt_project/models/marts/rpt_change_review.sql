-- Changes of rank or grade against last year that may mean nothing, to be looked at before grades go out: on which of three grounds.
-- What is significant on each that is asked is not listed.
{%- set grades = ['grade_a', 'grade_b', 'grade_c', 'grade_d', 'no_grade'] -%}
{%- set rises, falls = [], [] -%}
{%- for grade in grades -%}
{%- set own = 'sure.' ~ grade ~ '_probability' -%}
{%- set or_better = '(earlier.' ~ grades[:loop.index] | join('_probability + earlier.') ~ '_probability)' -%}
{%- set or_worse = '(earlier.' ~ grades[loop.index0:] | join('_probability + earlier.') ~ '_probability)' -%}
{%- do rises.append(product(own, or_better)) -%}
{%- do falls.append(product(own, or_worse)) -%}
{%- endfor %}
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
        ) }} as change_error,
        sure.best_rank,
        sure.worst_rank,
        earlier.best_rank as previous_best_rank,
        earlier.worst_rank as previous_worst_rank,
        -- How probable it is that, both years drawn, this one's grade is no better than last year's; and that it is no worse.
        cast({{ rises | join(' + ') }} as decimal(24, 12)) as rise_doubt,
        cast({{ falls | join(' + ') }} as decimal(24, 12)) as fall_doubt
    from {{ ref('int_grading__grades') }} as grades
    inner join {{ ref('int_unit__participants') }} as participants on grades.unit_code = participants.unit_code
    inner join {{ ref('stg_build__previous_results') }} as previous on participants.unit_id = previous.unit_id
    left join {{ ref('fct_rank_uncertainty') }} as sure on grades.unit_code = sure.unit_code
    left join {{ ref('stg_build__previous_uncertainty') }} as earlier on participants.unit_id = earlier.unit_id
    where previous.composite_score is not null
),

-- How far each year's interval reaches from its rank towards the other's; no grade comes after all grades.
measured as (
    select
        *,
        rank_in_group <> previous_rank as is_rank_changed,
        coalesce(grade_final, '') <> coalesce(grade_previous, '') as is_grade_changed,
        cast(rank_in_group - previous_rank as bigint) as rank_change,
        cast(case when rank_in_group < previous_rank then worst_rank - rank_in_group else rank_in_group - best_rank end as bigint)
            as reach,
        cast(
            case when rank_in_group < previous_rank then previous_rank - previous_best_rank else previous_worst_rank - previous_rank end
            as bigint
        ) as previous_reach,
        case
            when coalesce(grade_final, 'none') < coalesce(grade_previous, 'none') then rise_doubt
            when coalesce(grade_final, 'none') > coalesce(grade_previous, 'none') then fall_doubt
        end as grade_doubt
    from changes
),

judged as (
    select
        *,
        case
            when change_error is null then 'unknown'
            when abs(composite_change) > {{ float_product(normal_975(), 'change_error') }} then 'significant'
            else 'not_significant'
        end as change_status,
        case
            when not is_rank_changed then null
            when reach is null or previous_reach is null then 'unknown'
            when rank_change * rank_change > reach * reach + previous_reach * previous_reach then 'significant'
            else 'not_significant'
        end as rank_status,
        case
            when not is_grade_changed then null
            when grade_doubt is null then 'unknown'
            when grade_doubt > 0.025 then 'not_significant'
            else 'significant'
        end as grade_status
    from measured
),

listed as (
    select *
    from judged
    where
        (is_rank_changed or is_grade_changed)
        and (change_status <> 'significant' or rank_status <> 'significant' or grade_status <> 'significant')
)

select
    build.release_id,
    build.period_year as evaluation_year,
    listed.unit_code,
    listed.unit_name_zh,
    listed.group_code,
    listed.rank_in_group,
    listed.previous_rank,
    listed.grade_final,
    listed.grade_previous,
    listed.is_rank_changed,
    listed.is_grade_changed,
    listed.composite_score,
    listed.previous_composite_score,
    listed.composite_change,
    {{ as_statistic('listed.change_error') }} as change_error,
    listed.change_status,
    listed.best_rank,
    listed.worst_rank,
    listed.previous_best_rank,
    listed.previous_worst_rank,
    listed.rank_status,
    listed.grade_doubt,
    listed.grade_status,
    concat_ws(
        '、',
        case when listed.change_status <> 'significant' then '综合得分' end,
        case when listed.rank_status <> 'significant' then '位次' end,
        case when listed.grade_status <> 'significant' then '等次' end
    ) as grounds_zh,
    concat_ws(
        ', ',
        case when listed.change_status <> 'significant' then 'composite' end,
        case when listed.rank_status <> 'significant' then 'rank' end,
        case when listed.grade_status <> 'significant' then 'grade' end
    ) as grounds_en
from listed
cross join {{ ref('int_build__parameters') }} as build
order by listed.unit_code
