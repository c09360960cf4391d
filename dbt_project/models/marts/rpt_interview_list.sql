-- Whose leaders are interviewed: units weak in the appraisal or weak in many things, as far as the scheme says so.
with scores as (
    select
        participants.unit_code,
        participants.unit_name_zh,
        participants.group_code,
        appraisal.appraisal_score,
        case
            when appraisal.appraisal_score is not null
                then cast(rank() over (
                    partition by participants.group_code
                    order by appraisal.appraisal_score asc nulls last
                ) as integer)
        end as lowest_rank
    from {{ ref('int_unit__participants') }} as participants
    inner join {{ ref('int_appraisal__scores') }} as appraisal on participants.unit_code = appraisal.unit_code
),

weak as (
    select
        unit_code,
        cast(count(case when item_source = 'weak_topic' then 1 end) as integer) as weak_topic_count,
        cast(count(case when item_source = 'weak_indicator' then 1 end) as integer) as weak_indicator_count
    from {{ ref('int_rectification__items') }}
    group by unit_code
),

topics as (
    select
        means.unit_code,
        means.topic_code,
        means.mean_score,
        names.topic_name_zh,
        row_number() over (
            partition by means.unit_code
            order by means.mean_score, length(means.topic_code), means.topic_code
        ) as place
    from {{ ref('int_appraisal__topics') }} as means
    inner join {{ ref('int_scheme__topics') }} as names on means.topic_code = names.topic_code
    inner join {{ ref('int_appraisal__suppressions') }} as suppressions
        on
            means.unit_code = suppressions.unit_code
            and means.topic_code = suppressions.topic_code
            and suppressions.respondent_group = 'ALL'
    where not suppressions.is_suppressed
),

judged as (
    select
        scores.*,
        coalesce(weak.weak_topic_count, 0) as weak_topic_count,
        coalesce(weak.weak_indicator_count, 0) as weak_indicator_count,
        coalesce(scores.appraisal_score < settings.interview_score_below, false) as is_score_low,
        coalesce(scores.lowest_rank <= settings.interview_lowest_count, false) as is_lowest_in_group,
        settings.interview_weak_topics > 0
        and coalesce(weak.weak_topic_count, 0) >= settings.interview_weak_topics as has_weak_topics,
        settings.interview_weak_indicators > 0
        and coalesce(weak.weak_indicator_count, 0) >= settings.interview_weak_indicators as has_weak_indicators,
        settings.interview_leaders_zh
    from scores
    cross join {{ ref('int_rectification__settings') }} as settings
    left join weak on scores.unit_code = weak.unit_code
)

select
    build.release_id,
    build.period_year as evaluation_year,
    judged.unit_code,
    judged.unit_name_zh,
    judged.group_code,
    judged.interview_leaders_zh,
    judged.is_score_low,
    judged.is_lowest_in_group,
    judged.has_weak_topics,
    judged.has_weak_indicators,
    judged.appraisal_score,
    judged.lowest_rank,
    judged.weak_topic_count,
    judged.weak_indicator_count,
    topics.topic_code as lowest_topic_code,
    topics.topic_name_zh as lowest_topic_name_zh,
    topics.mean_score as lowest_topic_score
from judged
cross join {{ ref('int_build__parameters') }} as build
left join topics on judged.unit_code = topics.unit_code and topics.place = 1
where judged.is_score_low or judged.is_lowest_in_group or judged.has_weak_topics or judged.has_weak_indicators
order by judged.unit_code
