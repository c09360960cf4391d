-- An answer that the scheme's scale does not list would silently leave the denominator.
{%- set topics = ['q1', 'q2', 'q3', 'q4', 'q5'] %}
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
        '{{ topic }}' as topic_code,
        {{ topic }}_answer as answer_zh
    from responses
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    answers.response_no,
    answers.topic_code,
    answers.answer_zh
from answers
left join {{ ref('stg_efficiency_office__scheme__answer_scale') }} as scale on answers.answer_zh = scale.answer_zh
where answers.answer_zh is not null and scale.answer_zh is null
