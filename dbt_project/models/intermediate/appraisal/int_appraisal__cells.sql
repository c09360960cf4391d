-- Mean per evaluated unit, respondent group and topic; also where nobody answered, so that a silent group is seen.
with counted as (
    select
        unit_code,
        respondent_group,
        topic_code,
        count(*) as response_count,
        count(answer_score) as valid_answer_count,
        sum(answer_score) as score_sum
    from {{ ref('int_appraisal__answers') }}
    group by unit_code, respondent_group, topic_code
),

expected as (
    select
        participants.unit_code,
        participants.group_code,
        respondent_groups.respondent_group,
        topics.topic_code
    from {{ ref('int_unit__participants') }} as participants
    inner join {{ ref('int_scheme__respondent_groups') }} as respondent_groups
        on participants.group_code = respondent_groups.group_code
    cross join {{ ref('stg_efficiency_office__scheme__topics') }} as topics
)

select
    expected.unit_code,
    expected.group_code,
    expected.respondent_group,
    expected.topic_code,
    cast(coalesce(counted.response_count, 0) as integer) as response_count,
    cast(coalesce(counted.valid_answer_count, 0) as integer) as valid_answer_count,
    {{ div_half_up('counted.score_sum', 'counted.valid_answer_count') }} as mean_score
from expected
left join counted
    on
        expected.unit_code = counted.unit_code
        and expected.respondent_group = counted.respondent_group
        and expected.topic_code = counted.topic_code
