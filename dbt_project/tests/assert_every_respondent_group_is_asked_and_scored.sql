-- A respondent group without a topic that weighs, or without an answer that scores, would be left out of every unit without a word. That
-- matters where the group weighs in an appraisal that weighs: a scheme may list respondent groups and not use them.
with used as (
    select
        respondents.group_code,
        respondents.respondent_group
    from {{ ref('int_scheme__respondent_groups') }} as respondents
    inner join {{ ref('int_scheme__weights') }} as nodes
        on respondents.group_code = nodes.group_code and nodes.node_kind = 'appraisal'
    where respondents.weight > 0 and nodes.weight > 0
),

lacking as (
    select
        used.group_code,
        used.respondent_group,
        max(case when scales.answer_score is not null then 1 else 0 end) as has_scale,
        max(case when topics.weight > 0 then 1 else 0 end) as has_topic
    from used
    left join {{ ref('int_scheme__answer_scales') }} as scales on used.respondent_group = scales.respondent_group
    left join {{ ref('int_scheme__topic_weights') }} as topics on used.respondent_group = topics.respondent_group
    group by used.group_code, used.respondent_group
)

select
    group_code,
    respondent_group,
    case when has_scale = 0 then '评议量表' else '评议内容' end as lacking_sheet
from lacking
where has_scale = 0 or has_topic = 0
