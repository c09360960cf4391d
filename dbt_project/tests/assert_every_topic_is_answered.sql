-- A topic that the scheme asks and of which the year's survey holds no answer at all: its column was left out of the file.
{%- set topics = ['q1', 'q2', 'q3', 'q4', 'q5'] %}
with answered as (
    select
        count(*) as pattern_count,
        {{ each(topics, "count(#_answer) as #_count") }}
    from {{ ref('int_appraisal__answers') }}
),

by_topic as (
    {% for topic in topics %}
    select
        '{{ topic | upper }}' as topic_code,
        pattern_count,
        {{ topic }}_count as answer_count
    from answered
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    by_topic.topic_code,
    topics.topic_name_zh
from by_topic
inner join {{ ref('int_scheme__topics') }} as topics on by_topic.topic_code = topics.topic_code
where by_topic.pattern_count > 0 and by_topic.answer_count = 0
