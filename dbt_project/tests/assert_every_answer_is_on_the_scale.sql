-- An answer that the scheme's scale does not list would silently leave the denominator. Each is named with its first place in the file.
{%- set topics = survey_topics() %}
with answers as (
    {% for topic in topics %}
    select
        respondent_group,
        {{ topic }}_answer as answer_zh,
        response_count,
        first_response_no
    from {{ ref('int_appraisal__answers') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

unlisted as (
    select
        answers.respondent_group,
        answers.answer_zh,
        sum(answers.response_count) as answer_count,
        min(answers.first_response_no) as first_response_no
    from answers
    left join {{ ref('int_scheme__answer_scales') }} as scales
        on answers.respondent_group = scales.respondent_group and answers.answer_zh = scales.answer_zh
    where answers.answer_zh is not null and scales.answer_zh is null
    group by answers.respondent_group, answers.answer_zh
)

select
    unlisted.respondent_group,
    unlisted.answer_zh,
    unlisted.answer_count,
    submissions.file_name,
    responses.row_number as first_row
from unlisted
cross join {{ ref('int_build__parameters') }} as build
left join {{ ref('stg_survey__responses') }} as responses
    on unlisted.first_response_no = responses.response_no and {{ year_of('responses.period_code') }} = build.period_year
left join {{ ref('stg_build__submissions') }} as submissions on responses.submission_id = submissions.submission_id
