-- With the mean over all topics published, a single suppressed topic follows from the others: there are none or at least two.
select
    unit_code,
    respondent_group
from {{ ref('fct_public_appraisal') }}
group by unit_code, respondent_group
having
    sum(case when topic_code = 'ALL' and mean_score is not null then 1 else 0 end) = 1
    and sum(case when topic_code <> 'ALL' and mean_score is null and valid_answer_count > 0 then 1 else 0 end) = 1
    and sum(case when topic_code <> 'ALL' and valid_answer_count > 0 then 1 else 0 end) > 1
