-- What is not published. Small: fewer answers than the scheme's least number. Besides: since a group's mean over all topics is published,
-- a single small topic that weighs would follow from the others, so the topic with the next fewest answers is suppressed with it; and a
-- unit's mean on a topic is suppressed where that of a group that counts in it is: nothing can be worked out across the groups either.
with cells as (
    select
        cells.unit_code,
        cells.respondent_group,
        cells.topic_code,
        cells.topic_weight > 0 as is_weighing,
        cells.valid_answer_count,
        groups.is_counted,
        cells.valid_answer_count < settings.min_answers_per_group as is_small
    from {{ ref('int_appraisal__cells') }} as cells
    inner join {{ ref('int_appraisal__groups') }} as groups
        on cells.unit_code = groups.unit_code and cells.respondent_group = groups.respondent_group
    cross join {{ ref('int_scheme__settings') }} as settings
),

ordered as (
    select
        *,
        sum(case when is_small and is_weighing and valid_answer_count > 0 then 1 else 0 end) over (
            partition by unit_code, respondent_group
        ) as small_topics,
        row_number() over (
            partition by unit_code, respondent_group, is_small or not is_weighing
            order by valid_answer_count asc nulls first, topic_code asc
        ) as place
    from cells
),

judged as (
    select
        unit_code,
        respondent_group,
        topic_code,
        valid_answer_count,
        is_counted,
        is_small or (is_weighing and small_topics = 1 and place = 1) as is_suppressed
    from ordered
)

select
    unit_code,
    respondent_group,
    topic_code,
    is_suppressed
from judged
union all
select
    unit_code,
    respondent_group,
    'ALL' as topic_code,
    not is_counted as is_suppressed
from {{ ref('int_appraisal__groups') }}
union all
select
    unit_code,
    'ALL' as respondent_group,
    topic_code,
    coalesce(min(case when is_counted and valid_answer_count > 0 then case when is_suppressed then 0 else 1 end end), 0) = 0
        as is_suppressed
from judged
group by unit_code, topic_code
union all
select
    unit_code,
    'ALL' as respondent_group,
    'ALL' as topic_code,
    groups_counted = 0 as is_suppressed
from {{ ref('int_appraisal__scores') }}
