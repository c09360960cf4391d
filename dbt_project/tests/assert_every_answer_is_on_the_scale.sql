-- An answer that the scheme's scale does not list would silently leave the denominator.
select
    responses.response_no,
    responses.q1_answer
from {{ ref('stg_survey__responses') }} as responses
inner join {{ ref('int_build__parameters') }} as build
    on responses.period_code = cast(build.period_year as {{ dbt.type_string() }})
where
    responses.q1_answer not in (select answer_zh from {{ ref('stg_efficiency_office__scheme__answer_scale') }})
    or responses.q2_answer not in (select answer_zh from {{ ref('stg_efficiency_office__scheme__answer_scale') }})
    or responses.q3_answer not in (select answer_zh from {{ ref('stg_efficiency_office__scheme__answer_scale') }})
    or responses.q4_answer not in (select answer_zh from {{ ref('stg_efficiency_office__scheme__answer_scale') }})
    or responses.q5_answer not in (select answer_zh from {{ ref('stg_efficiency_office__scheme__answer_scale') }})
