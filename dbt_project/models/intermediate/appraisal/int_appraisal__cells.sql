with counted as (
    select
        unit_code,
        group_code,
        respondent_group,
        topic_code,
        count(*) as response_count,
        count(answer_score) as valid_answer_count,
        cast(sum(answer_score) as decimal(24, 6)) as score_sum
    from {{ ref('int_appraisal__answers') }}
    group by unit_code, group_code, respondent_group, topic_code
)

select
    unit_code,
    group_code,
    respondent_group,
    topic_code,
    cast(response_count as integer) as response_count,
    cast(valid_answer_count as integer) as valid_answer_count,
    cast({{ div_half_up('score_sum', 'valid_answer_count') }} as decimal(24, 12)) as mean_score
from counted
