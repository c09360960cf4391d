-- A scale that marks some of its answers and not others would give a rate over some of those who answered.
with scales as (
    select
        *,
        max(case when counts_as_satisfied is not null then 1 else 0 end) over (partition by respondent_group) as has_marks
    from {{ ref('stg_efficiency_office__scheme__answer_scale') }}
)

select
    respondent_group,
    answer_zh,
    row_number
from scales
where
    (answer_score is not null and counts_as_satisfied is null and has_marks = 1)
    or (answer_score is null and counts_as_satisfied = 'yes')
