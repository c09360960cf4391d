-- The appraisal score of a rated unit is the mean of the respondent groups that count, by their weights, as published.
with group_sums as (
    select
        unit_code,
        sum(group_weight * mean_score) as weighted_sum,
        sum(group_weight) as weight_sum
    from {{ ref('fct_public_appraisal') }}
    where respondent_group <> 'ALL' and topic_code = 'ALL' and is_counted
    group by unit_code
),

recomputed as (
    select
        group_sums.unit_code,
        {{ round_half_up(
            clip(weighted_mean('group_sums.weighted_sum', 'group_sums.weight_sum'), 'rules.floor_score', 'rules.cap_score'),
            'settings.component_decimals'
        ) }} as score
    from group_sums
    cross join {{ ref('int_scheme__settings') }} as settings
    inner join {{ ref('int_unit__participants') }} as participants on group_sums.unit_code = participants.unit_code
    inner join {{ ref('int_scheme__node_rules') }} as rules
        on participants.group_code = rules.group_code and rules.node_kind = 'appraisal'
)

select
    components.unit_code,
    components.score,
    recomputed.score as recomputed_score,
    results.appraisal_score
from {{ ref('fct_dimension_score') }} as components
inner join {{ ref('fct_unit_result') }} as results on components.unit_code = results.unit_code
left join recomputed on components.unit_code = recomputed.unit_code
where
    components.node_kind = 'appraisal'
    and results.result_status = 'rated'
    and (
        components.score is distinct from recomputed.score
        or components.score is distinct from results.appraisal_score
    )
