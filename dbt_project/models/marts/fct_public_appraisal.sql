with topics as (
    select
        topic_code,
        name_zh as topic_name_zh,
        name_en as topic_name_en
    from {{ ref('stg_efficiency_office__scheme__topics') }}
    union all
    select
        'ALL' as topic_code,
        '总体' as topic_name_zh,
        'All topics' as topic_name_en
),

measured as (
    select
        unit_code,
        respondent_group,
        topic_code,
        response_count,
        valid_answer_count,
        mean_score
    from {{ ref('int_appraisal__cells') }}
    union all
    select
        unit_code,
        respondent_group,
        'ALL' as topic_code,
        response_count,
        valid_response_count as valid_answer_count,
        mean_score
    from {{ ref('int_appraisal__groups') }}
),

small as (
    select
        measured.*,
        measured.valid_answer_count < settings.min_answers_per_group as is_small
    from measured
    cross join {{ ref('int_scheme__settings') }} as settings
),

-- A single small topic could be worked out from the mean over all topics and the other topics' means: the topic with the next
-- fewest answers is then suppressed with it.
ordered as (
    select
        *,
        sum(case when is_small and valid_answer_count > 0 and topic_code <> 'ALL' then 1 else 0 end) over (
            partition by unit_code, respondent_group
        ) as small_topics,
        row_number() over (
            partition by unit_code, respondent_group, is_small or topic_code = 'ALL'
            order by valid_answer_count asc nulls first, topic_code asc
        ) as place
    from small
),

judged as (
    select
        *,
        is_small or (small_topics = 1 and place = 1 and topic_code <> 'ALL') as is_suppressed
    from ordered
)

select
    build.release_id,
    build.period_year as evaluation_year,
    judged.unit_code,
    judged.respondent_group,
    names.respondent_group_name_zh,
    names.respondent_group_name_en,
    judged.topic_code,
    topics.topic_name_zh,
    topics.topic_name_en,
    judged.response_count,
    judged.valid_answer_count,
    case when not judged.is_suppressed then judged.mean_score end as mean_score,
    groups.group_weight,
    groups.effective_group_weight,
    groups.is_counted,
    judged.is_suppressed
from judged
cross join {{ ref('int_build__parameters') }} as build
inner join {{ ref('int_appraisal__groups') }} as groups
    on judged.unit_code = groups.unit_code and judged.respondent_group = groups.respondent_group
inner join {{ ref('int_scheme__respondent_groups') }} as names
    on groups.group_code = names.group_code and groups.respondent_group = names.respondent_group
inner join topics on judged.topic_code = topics.topic_code
order by judged.unit_code, judged.respondent_group, judged.topic_code
