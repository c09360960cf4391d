-- Each response of the year judges a unit that takes part, from a respondent group and with answers that the scheme knows.
with responses as (
    select responses.*
    from {{ ref('stg_survey__responses') }} as responses
    inner join {{ ref('int_build__parameters') }} as build
        on {{ year_of('responses.period_code') }} = build.period_year
),

understood as (
    select distinct response_no
    from {{ ref('int_appraisal__answers') }}
)

select responses.response_no
from responses
left join understood on responses.response_no = understood.response_no
where understood.response_no is null
