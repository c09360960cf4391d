-- What is not published. Small: fewer answers than the scheme's least number. Besides: since a group's mean over all topics is published,
-- a single small topic that weighs would follow from the others, so the topic with the next fewest answers is suppressed with it; and a
-- unit's mean on a topic is suppressed where that of a group that counts in it is: nothing can be worked out across the groups either.
-- A satisfaction rate is suppressed with its mean. Over all topics it is so too where an answered topic that weighs is: a rate is a share
-- of few answers, so that even the sum of two could be taken apart. And so is the unit's, where that of a group which counts is.
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
            order by valid_answer_count asc nulls first, length(topic_code) asc, topic_code asc
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
        is_weighing,
        is_small or (is_weighing and small_topics = 1 and place = 1) as is_suppressed
    from ordered
),

telling as (
    select
        unit_code,
        respondent_group,
        max(case when is_suppressed and is_weighing and valid_answer_count > 0 then 1 else 0 end) = 1 as tells_a_topic
    from judged
    group by unit_code, respondent_group
),

totals as (
    select
        groups.unit_code,
        groups.respondent_group,
        groups.is_counted,
        not groups.is_counted or coalesce(telling.tells_a_topic, false) as is_rate_suppressed
    from {{ ref('int_appraisal__groups') }} as groups
    left join telling on groups.unit_code = telling.unit_code and groups.respondent_group = telling.respondent_group
),

unit_totals as (
    select
        unit_code,
        max(case when is_counted and is_rate_suppressed then 1 else 0 end) = 1 as is_rate_suppressed
    from totals
    group by unit_code
),

unit_topics as (
    select
        unit_code,
        topic_code,
        coalesce(min(case when is_counted and valid_answer_count > 0 then case when is_suppressed then 0 else 1 end end), 0) = 0
            as is_suppressed
    from judged
    group by unit_code, topic_code
)

select
    unit_code,
    respondent_group,
    topic_code,
    is_suppressed,
    is_suppressed as is_rate_suppressed
from judged
union all
select
    unit_code,
    respondent_group,
    'ALL' as topic_code,
    not is_counted as is_suppressed,
    is_rate_suppressed
from totals
union all
select
    unit_code,
    'ALL' as respondent_group,
    topic_code,
    is_suppressed,
    is_suppressed as is_rate_suppressed
from unit_topics
union all
select
    scores.unit_code,
    'ALL' as respondent_group,
    'ALL' as topic_code,
    scores.groups_counted = 0 as is_suppressed,
    scores.groups_counted = 0 or coalesce(unit_totals.is_rate_suppressed, false) as is_rate_suppressed
from {{ ref('int_appraisal__scores') }} as scores
left join unit_totals on scores.unit_code = unit_totals.unit_code
