-- Weighted mean per evaluated unit, respondent group and topic; also where nobody answered, so that a silent group is seen.
{%- set topics = survey_topics() %}
with counted as (
    select
        unit_code,
        respondent_group,
        {{ each(
            topics,
            "sum(case when #_score is not null then response_count else 0 end) as #_count, "
            ~ "sum(case when #_score is not null then cast(response_count * final_weight as decimal(38, 12)) end) as #_weight, "
            ~ "sum(cast(cast(response_count * final_weight as decimal(26, 12)) * cast(#_score as decimal(12, 6)) "
            ~ "as decimal(38, 18))) as #_sum, "
            ~ "sum(case when is_#_satisfied is not null then case when is_#_satisfied "
            ~ "then cast(response_count * final_weight as decimal(38, 12)) else 0 end end) as #_satisfied"
        ) }}
    from {{ ref('int_appraisal__weighted') }}
    group by unit_code, respondent_group
),

received as (
    select
        unit_code,
        respondent_group,
        sum(response_count) as response_count
    from {{ ref('int_appraisal__answers') }}
    group by unit_code, respondent_group
),

by_topic as (
    {% for topic in topics %}
    select
        unit_code,
        respondent_group,
        '{{ topic | upper }}' as topic_code,
        {{ topic }}_count as valid_answer_count,
        {{ topic }}_weight as weight_sum,
        {{ topic }}_sum as weighted_sum,
        {{ topic }}_satisfied as satisfied_sum
    from counted
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

expected as (
    select
        participants.unit_code,
        participants.group_code,
        respondent_groups.respondent_group,
        topics.topic_code,
        topics.weight as topic_weight
    from {{ ref('int_unit__participants') }} as participants
    inner join {{ ref('int_scheme__respondent_groups') }} as respondent_groups
        on participants.group_code = respondent_groups.group_code
    inner join {{ ref('int_scheme__topic_weights') }} as topics
        on respondent_groups.respondent_group = topics.respondent_group
)

select
    expected.unit_code,
    expected.group_code,
    expected.respondent_group,
    expected.topic_code,
    expected.topic_weight,
    cast(coalesce(received.response_count, 0) as integer) as response_count,
    cast(coalesce(by_topic.valid_answer_count, 0) as integer) as valid_answer_count,
    cast(by_topic.weight_sum as decimal(38, 12)) as weight_sum,
    {{ weighted_mean('cast(by_topic.weighted_sum as decimal(38, 12))', 'by_topic.weight_sum') }} as mean_score,
    {{ weighted_mean('cast(100 * by_topic.satisfied_sum as decimal(38, 12))', 'by_topic.weight_sum') }} as satisfaction_rate_pct
from expected
left join received on expected.unit_code = received.unit_code and expected.respondent_group = received.respondent_group
left join by_topic
    on
        expected.unit_code = by_topic.unit_code
        and expected.respondent_group = by_topic.respondent_group
        and expected.topic_code = by_topic.topic_code
