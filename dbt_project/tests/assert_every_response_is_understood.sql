-- Each response of the year judges a unit that takes part, from a respondent group that its scheme knows: as many come out as went in.
with delivered as (
    select
        responses.unit_code,
        responses.respondent_group_zh,
        count(*) as response_count
    from {{ ref('stg_survey__responses') }} as responses
    inner join {{ ref('int_build__parameters') }} as build
        on {{ year_of('responses.period_code') }} = build.period_year
    group by responses.unit_code, responses.respondent_group_zh
),

understood as (
    select
        answers.unit_code,
        names.respondent_group_name_zh as respondent_group_zh,
        sum(answers.response_count) as response_count
    from {{ ref('int_appraisal__answers') }} as answers
    inner join {{ ref('int_scheme__respondent_groups') }} as names
        on answers.group_code = names.group_code and answers.respondent_group = names.respondent_group
    group by answers.unit_code, names.respondent_group_name_zh
)

select
    delivered.unit_code,
    delivered.respondent_group_zh
from delivered
left join understood
    on delivered.unit_code = understood.unit_code and delivered.respondent_group_zh = understood.respondent_group_zh
where delivered.response_count is distinct from understood.response_count
