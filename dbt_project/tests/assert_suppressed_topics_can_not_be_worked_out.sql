-- With a group's mean over all topics published, a single suppressed topic that weighs follows from the others: there are none or at least
-- two. Where a counted group's mean on a topic is suppressed, so is the unit's, and neither has a satisfaction rate over all topics.
select
    appraisal.unit_code,
    appraisal.respondent_group
from {{ ref('fct_public_appraisal') }} as appraisal
left join {{ ref('int_scheme__topic_weights') }} as topics
    on appraisal.respondent_group = topics.respondent_group and appraisal.topic_code = topics.topic_code
where appraisal.respondent_group <> 'ALL' and (appraisal.topic_code = 'ALL' or topics.weight > 0)
group by appraisal.unit_code, appraisal.respondent_group
having
    sum(case when appraisal.topic_code = 'ALL' and appraisal.mean_score is not null then 1 else 0 end) = 1
    and sum(
        case when appraisal.topic_code <> 'ALL' and appraisal.mean_score is null and appraisal.valid_answer_count > 0 then 1 else 0 end
    ) = 1
    and sum(case when appraisal.topic_code <> 'ALL' and appraisal.valid_answer_count > 0 then 1 else 0 end) > 1
union all
select
    cells.unit_code,
    cells.respondent_group
from {{ ref('fct_public_appraisal') }} as cells
inner join {{ ref('fct_public_appraisal') }} as totals on cells.unit_code = totals.unit_code and cells.topic_code = totals.topic_code
where
    totals.respondent_group = 'ALL'
    and cells.respondent_group <> 'ALL'
    and cells.topic_code <> 'ALL'
    and cells.is_counted
    and cells.valid_answer_count > 0
    and cells.is_suppressed
    and not totals.is_suppressed
union all
select
    cells.unit_code,
    cells.respondent_group
from {{ ref('fct_public_appraisal') }} as cells
inner join {{ ref('int_scheme__topic_weights') }} as topics
    on cells.respondent_group = topics.respondent_group and cells.topic_code = topics.topic_code
inner join {{ ref('fct_public_appraisal') }} as totals
    on cells.unit_code = totals.unit_code and (cells.respondent_group = totals.respondent_group or totals.respondent_group = 'ALL')
where
    topics.weight > 0
    and cells.is_counted
    and cells.valid_answer_count > 0
    and cells.is_suppressed
    and totals.topic_code = 'ALL'
    and totals.satisfaction_rate_pct is not null
