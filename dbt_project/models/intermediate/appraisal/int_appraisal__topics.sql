-- A unit's mean on a topic: over the respondent groups that count and answered it, with their weights; its satisfaction rate likewise,
-- where each of them has one.
with sums as (
    select
        cells.unit_code,
        cells.topic_code,
        sum(groups.group_weight * cells.mean_score) as weighted_sum,
        sum(groups.group_weight) as weight_sum,
        case
            when count(*) = count(cells.satisfaction_rate_pct) then sum(groups.group_weight * cells.satisfaction_rate_pct)
        end as satisfied_sum
    from {{ ref('int_appraisal__cells') }} as cells
    inner join {{ ref('int_appraisal__groups') }} as groups
        on cells.unit_code = groups.unit_code and cells.respondent_group = groups.respondent_group
    where groups.is_counted and cells.mean_score is not null
    group by cells.unit_code, cells.topic_code
)

select
    unit_code,
    topic_code,
    {{ weighted_mean('weighted_sum', 'weight_sum') }} as mean_score,
    {{ weighted_mean('satisfied_sum', 'weight_sum') }} as satisfaction_rate_pct
from sums
