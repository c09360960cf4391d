-- Mean per evaluated unit and respondent group over the topics, and whether the group has answered enough to count.
with responses as (
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
        sum(case when cells.mean_score is not null then topics.weight * cells.mean_score end) as weighted_sum,
        sum(case when cells.mean_score is not null then topics.weight end) as weight_sum
    from {{ ref('int_appraisal__cells') }} as cells
    inner join {{ ref('stg_efficiency_office__scheme__topics') }} as topics on cells.topic_code = topics.topic_code
    group by cells.unit_code, cells.group_code, cells.respondent_group
),

judged as (
    select
        sums.unit_code,
        sums.group_code,
        sums.respondent_group,
        coalesce(responses.response_count, 0) as response_count,
        coalesce(responses.valid_response_count, 0) as valid_response_count,
        {{ weighted_mean('sums.weighted_sum', 'sums.weight_sum') }} as mean_score,
        respondent_groups.weight as group_weight,
        coalesce(responses.valid_response_count, 0) >= settings.min_answers_per_group
        and sums.weight_sum > 0 as is_counted
    from sums
    cross join {{ ref('int_scheme__settings') }} as settings
    inner join {{ ref('int_scheme__respondent_groups') }} as respondent_groups
        on sums.group_code = respondent_groups.group_code and sums.respondent_group = respondent_groups.respondent_group
    left join responses
        on sums.unit_code = responses.unit_code and sums.respondent_group = responses.respondent_group
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
    judged.mean_score,
    judged.group_weight,
    coalesce(judged.is_counted, false) as is_counted,
    case
        when judged.is_counted then {{ div_half_up('judged.group_weight', 'totals.weight_sum') }}
        else cast(0 as decimal(24, 12))
    end as effective_group_weight
from judged
left join totals on judged.unit_code = totals.unit_code
