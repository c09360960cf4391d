with topics as (
    select
        topic_code,
        cast(weight as decimal(10, 4)) as weight
    from {{ ref('stg_efficiency_office__scheme__topics') }}
),

counted_responses as (
    select
        unit_code,
        respondent_group,
        count(distinct response_no) as response_count,
        count(distinct case when answer_score is not null then response_no end) as valid_response_count
    from {{ ref('int_appraisal__answers') }}
    group by unit_code, respondent_group
),

sums as (
    select
        cells.unit_code,
        cells.group_code,
        cells.respondent_group,
        sum(topics.weight * cells.mean_score) as weighted_sum,
        sum(topics.weight) as weight_sum
    from {{ ref('int_appraisal__cells') }} as cells
    inner join topics on cells.topic_code = topics.topic_code
    where cells.mean_score is not null
    group by cells.unit_code, cells.group_code, cells.respondent_group
),

judged as (
    select
        counted_responses.unit_code,
        participants.group_code,
        counted_responses.respondent_group,
        counted_responses.response_count,
        counted_responses.valid_response_count,
        {{ weighted_mean('sums.weighted_sum', 'sums.weight_sum') }} as mean_score,
        respondent_groups.weight as group_weight,
        counted_responses.valid_response_count >= settings.min_answers_per_group as is_counted
    from counted_responses
    cross join {{ ref('int_scheme__settings') }} as settings
    inner join {{ ref('int_unit__participants') }} as participants
        on counted_responses.unit_code = participants.unit_code
    inner join {{ ref('int_scheme__respondent_groups') }} as respondent_groups
        on
            participants.group_code = respondent_groups.group_code
            and counted_responses.respondent_group = respondent_groups.respondent_group
    left join sums
        on
            counted_responses.unit_code = sums.unit_code
            and counted_responses.respondent_group = sums.respondent_group
),

totals as (
    select
        unit_code,
        sum(group_weight) as weight_sum
    from judged
    where is_counted
    group by unit_code
)

select
    judged.unit_code,
    judged.group_code,
    judged.respondent_group,
    cast(judged.response_count as integer) as response_count,
    cast(judged.valid_response_count as integer) as valid_response_count,
    cast(judged.mean_score as decimal(24, 12)) as mean_score,
    judged.group_weight,
    judged.is_counted,
    cast(case
        when judged.is_counted then {{ div_half_up('judged.group_weight', 'totals.weight_sum') }}
        else 0
    end as decimal(24, 12)) as effective_group_weight
from judged
left join totals on judged.unit_code = totals.unit_code
