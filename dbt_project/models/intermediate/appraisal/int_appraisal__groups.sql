-- Mean per evaluated unit and respondent group over the topics, and whether the group counts: it weighs and has answered enough.
{%- set topics = survey_topics() %}
with received as (
    select
        unit_code,
        respondent_group,
        sum(response_count) as response_count,
        sum(case when is_duplicate then response_count else 0 end) as duplicate_count,
        sum(case when is_straight_line then response_count else 0 end) as straight_line_count,
        sum(case when is_left_out then response_count else 0 end) as left_out_count
    from {{ ref('int_appraisal__answers') }}
    group by unit_code, respondent_group
),

-- A topic without a weight is asked, but says nothing of the group's mean.
weighing as (
    select
        respondent_group,
        {{ each(topics, "max(case when topic_code = '^' and weight > 0 then 1 end) as weighs_#") }}
    from {{ ref('int_scheme__topic_weights') }}
    group by respondent_group
),

heard as (
    select
        weighted.unit_code,
        weighted.respondent_group,
        sum(weighted.response_count) as weighed_response_count,
        sum(
            case
                when
                    {{ each(topics, '(weighing.weighs_# = 1 and weighted.#_score is not null)', ' or') }}
                    then weighted.response_count
                else 0
            end
        ) as valid_response_count,
        sum(
            case
                when
                    {{ each(topics, '(weighing.weighs_# = 1 and weighted.#_score is not null)', ' or') }}
                    then cast(weighted.response_count * weighted.final_weight as decimal(38, 12))
            end
        ) as valid_weight_sum
    from {{ ref('int_appraisal__weighted') }} as weighted
    inner join weighing on weighted.respondent_group = weighing.respondent_group
    group by weighted.unit_code, weighted.respondent_group
),

sums as (
    select
        cells.unit_code,
        cells.group_code,
        cells.respondent_group,
        sum(case when cells.mean_score is not null then cells.topic_weight * cells.mean_score end) as weighted_sum,
        sum(case when cells.mean_score is not null then cells.topic_weight end) as weight_sum,
        sum(cells.topic_weight * cells.satisfaction_rate_pct) as satisfied_sum
    from {{ ref('int_appraisal__cells') }} as cells
    group by cells.unit_code, cells.group_code, cells.respondent_group
),

judged as (
    select
        sums.unit_code,
        sums.group_code,
        sums.respondent_group,
        coalesce(received.response_count, 0) as response_count,
        coalesce(received.duplicate_count, 0) as duplicate_count,
        coalesce(received.straight_line_count, 0) as straight_line_count,
        coalesce(received.left_out_count, 0) as left_out_count,
        coalesce(heard.weighed_response_count, 0) as weighed_response_count,
        coalesce(heard.valid_response_count, 0) as valid_response_count,
        heard.valid_weight_sum,
        sums.weight_sum as topic_weight_sum,
        {{ weighted_mean('sums.weighted_sum', 'sums.weight_sum') }} as mean_score,
        {{ weighted_mean('sums.satisfied_sum', 'sums.weight_sum') }} as satisfaction_rate_pct,
        respondent_groups.weight as group_weight,
        coalesce(heard.valid_response_count, 0) >= settings.min_answers_per_group
        and sums.weight_sum > 0
        and respondent_groups.weight > 0 as is_counted
    from sums
    cross join {{ ref('int_scheme__settings') }} as settings
    inner join {{ ref('int_scheme__respondent_groups') }} as respondent_groups
        on sums.group_code = respondent_groups.group_code and sums.respondent_group = respondent_groups.respondent_group
    left join received
        on sums.unit_code = received.unit_code and sums.respondent_group = received.respondent_group
    left join heard
        on sums.unit_code = heard.unit_code and sums.respondent_group = heard.respondent_group
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
    cast(judged.duplicate_count as integer) as duplicate_count,
    cast(judged.straight_line_count as integer) as straight_line_count,
    cast(judged.left_out_count as integer) as left_out_count,
    cast(judged.weighed_response_count as integer) as weighed_response_count,
    cast(judged.valid_response_count as integer) as valid_response_count,
    cast(judged.valid_weight_sum as decimal(38, 12)) as valid_weight_sum,
    cast(judged.topic_weight_sum as decimal(24, 6)) as topic_weight_sum,
    judged.mean_score,
    judged.satisfaction_rate_pct,
    judged.group_weight,
    coalesce(judged.is_counted, false) as is_counted,
    case
        when judged.is_counted then {{ div_half_up('judged.group_weight', 'totals.weight_sum') }}
        else cast(0 as decimal(24, 12))
    end as effective_group_weight
from judged
left join totals on judged.unit_code = totals.unit_code
