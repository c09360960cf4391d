-- What the known attributes explain of the answers: the residuals' regression on the margins, by turns as in the calibration itself.
{%- set steps = 240 %}
{%- set topics = ['q1', 'q2', 'q3', 'q4', 'q5'] %}
with {{ repeating() }} summed as (
    select
        unit_code,
        respondent_group,
        category_1,
        category_2,
        category_3,
        sum(cast(response_count * final_weight as decimal(38, 12))) as weight_sum,
        {{ each(
            topics,
            "sum(case when #_score is not null then cast(response_count * final_weight as decimal(38, 12)) else 0 end) as #_weight, "
            ~ "sum(cast(cast(response_count * final_weight as decimal(26, 12)) * cast(#_score as decimal(12, 6)) "
            ~ "as decimal(38, 18))) as #_sum"
        ) }}
    from {{ ref('int_appraisal__weighted') }}
    where category_1 <> '*' or category_2 <> '*' or category_3 <> '*'
    group by unit_code, respondent_group, category_1, category_2, category_3
),

by_topic as (
    {% for topic in topics %}
    select
        unit_code,
        respondent_group,
        category_1,
        category_2,
        category_3,
        '{{ topic | upper }}' as topic_code,
        weight_sum,
        {{ topic }}_weight as topic_weight,
        coalesce({{ topic }}_sum, 0) as topic_sum
    from summed
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

start as (
    select
        by_topic.unit_code,
        by_topic.respondent_group,
        by_topic.category_1,
        by_topic.category_2,
        by_topic.category_3,
        by_topic.topic_code,
        calibration.share_1,
        calibration.share_2,
        calibration.share_3,
        calibration.mass,
        {{ float_quotient(
            'by_topic.topic_sum - cast(' ~ float_product('by_topic.topic_weight', 'cells.mean_score') ~ ' as decimal(38, 18))',
            'by_topic.weight_sum'
        ) }} as residual,
        cast(0 as decimal(38, 18)) as fit,
        cast(0 as integer) as step
    from by_topic
    inner join {{ ref('int_appraisal__cells') }} as cells
        on
            by_topic.unit_code = cells.unit_code
            and by_topic.respondent_group = cells.respondent_group
            and by_topic.topic_code = cells.topic_code
    inner join {{ ref('int_appraisal__calibration') }} as calibration
        on
            by_topic.unit_code = calibration.unit_code
            and by_topic.respondent_group = calibration.respondent_group
            and by_topic.category_1 = calibration.category_1
            and by_topic.category_2 = calibration.category_2
            and by_topic.category_3 = calibration.category_3
    where cells.mean_score is not null
),

steps as (
    select
        unit_code,
        respondent_group,
        category_1,
        category_2,
        category_3,
        topic_code,
        share_1,
        share_2,
        share_3,
        mass,
        residual,
        fit,
        step
    from start
    union all
    select
        unit_code,
        respondent_group,
        category_1,
        category_2,
        category_3,
        topic_code,
        share_1,
        share_2,
        share_3,
        mass,
        residual,
        case
            when case step % 3 when 0 then share_1 when 1 then share_2 else share_3 end is null then fit
            else cast(fit + {{ float_quotient(
                'sum(' ~ float_product('mass', 'residual - fit') ~ ') over (partition by unit_code, respondent_group, topic_code, '
                ~ 'case step % 3 when 0 then category_1 when 1 then category_2 else category_3 end)',
                'sum(mass) over (partition by unit_code, respondent_group, topic_code, '
                ~ 'case step % 3 when 0 then category_1 when 1 then category_2 else category_3 end)'
            ) }} as decimal(38, 18))
        end as fit,
        step + 1 as step
    from steps
    where step < {{ steps }}
)

select
    unit_code,
    respondent_group,
    category_1,
    category_2,
    category_3,
    topic_code,
    fit
from steps
where step = {{ steps }}
