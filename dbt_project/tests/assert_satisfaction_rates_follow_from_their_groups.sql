-- A unit's satisfaction rate, on a topic or over all, is the mean of the respondent groups that count and answered, by their weights and as
-- published; where one of these has none, neither has the unit.
with recomputed as (
    select
        unit_code,
        topic_code,
        case when count(*) = count(satisfaction_rate_pct) then sum(group_weight * satisfaction_rate_pct) end as satisfied_sum,
        sum(group_weight) as weight_sum
    from {{ ref('fct_public_appraisal') }}
    where respondent_group <> 'ALL' and is_counted and valid_answer_count > 0
    group by unit_code, topic_code
)

select
    units.unit_code,
    units.topic_code,
    units.satisfaction_rate_pct,
    {{ weighted_mean('recomputed.satisfied_sum', 'recomputed.weight_sum') }} as recomputed_rate_pct
from {{ ref('fct_public_appraisal') }} as units
left join recomputed on units.unit_code = recomputed.unit_code and units.topic_code = recomputed.topic_code
where
    units.respondent_group = 'ALL'
    and units.satisfaction_rate_pct is distinct from {{ weighted_mean('recomputed.satisfied_sum', 'recomputed.weight_sum') }}
