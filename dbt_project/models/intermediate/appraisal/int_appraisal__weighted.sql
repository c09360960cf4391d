-- The answers that count towards the estimates, with the weight that each of the like responses carries in the end.
{%- set topics = survey_topics() %}
{%- set attributes = ['1', '2', '3'] %}
with calibrated as (
    select distinct
        unit_code,
        respondent_group,
        max(case when share_1 is not null then 1 else 0 end) over (partition by unit_code, respondent_group) as has_1,
        max(case when share_2 is not null then 1 else 0 end) over (partition by unit_code, respondent_group) as has_2,
        max(case when share_3 is not null then 1 else 0 end) over (partition by unit_code, respondent_group) as has_3
    from {{ ref('int_appraisal__calibration') }}
),

placed as (
    select
        answers.*,
        {{ each(attributes, "case when calibrated.has_# = 1 then coalesce(answers.attribute_#, '') else '*' end as category_#") }}
    from {{ ref('int_appraisal__answers') }} as answers
    left join calibrated on answers.unit_code = calibrated.unit_code and answers.respondent_group = calibrated.respondent_group
    where not answers.is_left_out
)

select
    placed.first_response_no,
    placed.unit_code,
    placed.group_code,
    placed.respondent_group,
    placed.stratum_code,
    placed.cluster_code,
    placed.element_code,
    placed.category_1,
    placed.category_2,
    placed.category_3,
    {{ each(topics, "placed.#_score") }},
    {{ each(topics, "placed.is_#_satisfied") }},
    placed.response_count,
    placed.response_weight,
    case
        when calibration.unit_code is null then cast(placed.response_weight as decimal(24, 12))
        else cast(placed.response_weight * calibration.weight_factor as decimal(24, 12))
    end as final_weight
from placed
left join {{ ref('int_appraisal__calibration') }} as calibration
    on
        placed.unit_code = calibration.unit_code
        and placed.respondent_group = calibration.respondent_group
        and placed.category_1 = calibration.category_1
        and placed.category_2 = calibration.category_2
        and placed.category_3 = calibration.category_3
