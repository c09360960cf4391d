with appraisal as (
    select
        appraisal.unit_code,
        nodes.node_kind,
        appraisal.score_unrounded,
        {{ round_half_up(
            clip('appraisal.score_unrounded', 'nodes.floor_score', 'nodes.cap_score'), 'settings.component_decimals'
        ) }} as score
    from {{ ref('int_appraisal__scores') }} as appraisal
    cross join {{ ref('int_scheme__settings') }} as settings
    inner join {{ ref('int_scheme__nodes') }} as nodes on nodes.node_kind = 'appraisal'
),

indicators as (
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
    cast(coalesce(indicators.score, appraisal.score) as decimal(24, 12)) as score,
    weights.node_kind = 'appraisal' and appraisal.score is null and settings.appraisal_fallback = 'reweight' as is_left_out
from {{ ref('int_unit__participants') }} as participants
cross join {{ ref('int_scheme__settings') }} as settings
inner join {{ ref('int_scheme__weights') }} as weights
    on participants.group_code = weights.group_code and weights.node_level = 1
left join indicators
    on participants.unit_code = indicators.unit_code and weights.node_code = indicators.node_code
left join appraisal on participants.unit_code = appraisal.unit_code and weights.node_kind = appraisal.node_kind
