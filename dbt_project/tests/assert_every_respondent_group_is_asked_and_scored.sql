-- A respondent group without a topic that weighs, or without an answer that scores, would be left out of every unit without a word.
with lacking as (
    select
        respondents.group_code,
        respondents.respondent_group,
        respondents.row_number,
        max(case when scales.answer_score is not null then 1 else 0 end) as has_scale,
        max(case when weights.weight > 0 then 1 else 0 end) as has_topic
    from {{ ref('stg_efficiency_office__scheme__respondent_groups') }} as respondents
    left join {{ ref('int_scheme__answer_scales') }} as scales on respondents.respondent_group = scales.respondent_group
    left join {{ ref('int_scheme__topic_weights') }} as weights on respondents.respondent_group = weights.respondent_group
    group by respondents.group_code, respondents.respondent_group, respondents.row_number
)

select
    group_code,
    respondent_group,
    case when has_scale = 0 then '评议量表' else '评议内容' end as lacking_sheet,
    row_number
from lacking
where has_scale = 0 or has_topic = 0
