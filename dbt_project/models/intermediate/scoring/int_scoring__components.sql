with indicators as (
    select * from {{ ref('int_scoring__nodes') }}
    where node_level = 1
)

select
    participants.unit_code,
    participants.group_code,
    weights.node_code as component_code,
    weights.node_kind,
    weights.weight,
    indicators.applied_child_weight_sum,
    cast(coalesce(indicators.score_unrounded, appraisal.score_unrounded) as decimal(24, 12)) as score_unrounded,
    cast(coalesce(
        indicators.score,
        {{ round_half_up(clip('appraisal.score_unrounded', 'rules.floor_score', 'rules.cap_score'), 'settings.component_decimals') }}
    ) as decimal(24, 12)) as score,
    weights.node_kind = 'appraisal' and appraisal.score_unrounded is null and settings.appraisal_fallback = 'reweight' as is_left_out
from {{ ref('int_unit__participants') }} as participants
cross join {{ ref('int_scheme__settings') }} as settings
inner join {{ ref('int_scheme__weights') }} as weights
    on participants.group_code = weights.group_code and weights.node_level = 1
inner join {{ ref('int_scheme__node_rules') }} as rules
    on weights.group_code = rules.group_code and weights.node_code = rules.node_code
left join indicators
    on participants.unit_code = indicators.unit_code and weights.node_code = indicators.node_code
left join {{ ref('int_appraisal__scores') }} as appraisal
    on case when weights.node_kind = 'appraisal' then participants.unit_code end = appraisal.unit_code
