-- A topic on which nobody answers of those who are asked it: its column was left out of the file.
{%- set topics = survey_topics() %}
with answered as (
    select
        respondent_group,
        count(*) as pattern_count,
        {{ each(topics, "count(#_answer) as #_count") }}
    from {{ ref('int_appraisal__answers') }}
    group by respondent_group
),

by_topic as (
    {% for topic in topics %}
    select
        respondent_group,
        '{{ topic | upper }}' as topic_code,
        pattern_count,
        {{ topic }}_count as answer_count
    from answered
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    topics.topic_code,
    topics.topic_name_zh
from by_topic
inner join {{ ref('int_scheme__topic_weights') }} as asked
    on by_topic.respondent_group = asked.respondent_group and by_topic.topic_code = asked.topic_code
inner join {{ ref('int_scheme__topics') }} as topics on by_topic.topic_code = topics.topic_code
group by topics.topic_code, topics.topic_name_zh
having sum(by_topic.pattern_count) > 0 and sum(by_topic.answer_count) = 0
