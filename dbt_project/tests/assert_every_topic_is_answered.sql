-- A topic on which nobody answers of a respondent group that is asked it: its answers were left out of the file. Fewer responses than make
-- a group count may pass over a topic by choice.
{%- set topics = survey_topics() %}
with answered as (
    select
        respondent_group,
        sum(response_count) as response_count,
        {{ each(topics, "count(#_answer) as #_count") }}
    from {{ ref('int_appraisal__answers') }}
    group by respondent_group
),

by_topic as (
    {% for topic in topics %}
    select
        respondent_group,
        '{{ topic | upper }}' as topic_code,
        response_count,
        {{ topic }}_count as answer_count
    from answered
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    by_topic.respondent_group,
    topics.topic_code,
    topics.topic_name_zh
from by_topic
inner join {{ ref('int_scheme__topic_weights') }} as asked
    on by_topic.respondent_group = asked.respondent_group and by_topic.topic_code = asked.topic_code
inner join {{ ref('int_scheme__topics') }} as topics on by_topic.topic_code = topics.topic_code
cross join {{ ref('int_scheme__settings') }} as settings
where by_topic.answer_count = 0 and by_topic.response_count >= settings.min_answers_per_group
