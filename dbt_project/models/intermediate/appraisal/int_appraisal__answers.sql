-- One row per response and topic of the scheme: the answer's score, null when the answer leaves the denominator.
{%- set topics = ['Q1', 'Q2', 'Q3', 'Q4', 'Q5'] %}
with responses as (
    select responses.*
    from {{ ref('stg_survey__responses') }} as responses
    inner join {{ ref('int_build__parameters') }} as build
        on {{ year_of('responses.period_code') }} = build.period_year
),

answers as (
    {% for topic in topics %}
    select
        response_no,
        unit_code,
        respondent_group_zh,
        '{{ topic }}' as topic_code,
        {{ topic | lower }}_answer as answer_zh
    from responses
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    answers.response_no,
    answers.unit_code,
    participants.group_code,
    respondent_groups.respondent_group,
    answers.topic_code,
    scale.answer_score
from answers
inner join {{ ref('int_unit__participants') }} as participants on answers.unit_code = participants.unit_code
inner join {{ ref('int_scheme__respondent_groups') }} as respondent_groups
    on
        participants.group_code = respondent_groups.group_code
        and answers.respondent_group_zh = respondent_groups.respondent_group_name_zh
inner join {{ ref('stg_efficiency_office__scheme__topics') }} as topics on answers.topic_code = topics.topic_code
left join {{ ref('stg_efficiency_office__scheme__answer_scale') }} as scale on answers.answer_zh = scale.answer_zh
