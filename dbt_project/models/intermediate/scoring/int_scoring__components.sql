with indicator_sums as (
    select
        unit_code,
        group_code,
        component_code,
        sum(weight * score) as weighted_sum,
        sum(weight) as weight_sum,
        sum(case when score is null then 1 else 0 end) as missing_count
    from {{ ref('int_scoring__dimensions') }}
    group by unit_code, group_code, component_code
),

indicator_scores as (
    select
        *,
        case when missing_count = 0 then {{ weighted_mean('weighted_sum', 'weight_sum') }} end as score_unrounded
    from indicator_sums
),

weighted as (
    select
        participants.unit_code,
        participants.group_code,
        weights.node_code as component_code,
        weights.node_kind,
        weights.weight
    from {{ ref('int_unit__participants') }} as participants
    inner join {{ ref('int_scheme__weights') }} as weights
        on participants.group_code = weights.group_code and weights.node_level = 1
)

select
    weighted.unit_code,
    weighted.group_code,
    weighted.component_code,
    weighted.node_kind,
    weighted.weight,
    cast(indicator_scores.weight_sum as decimal(18, 4)) as dimension_weight_sum,
    cast(case weighted.node_kind
        when 'indicators' then indicator_scores.score_unrounded
        when 'appraisal' then appraisal.score_unrounded
    end as decimal(24, 12)) as score_unrounded,
    case weighted.node_kind
        when 'indicators' then {{ round_half_up('indicator_scores.score_unrounded', 'settings.component_decimals') }}
        when 'appraisal' then appraisal.appraisal_score
    end as score
from weighted
cross join {{ ref('int_scheme__settings') }} as settings
left join indicator_scores
    on
        weighted.unit_code = indicator_scores.unit_code
        and weighted.component_code = indicator_scores.component_code
left join {{ ref('int_appraisal__scores') }} as appraisal
    on weighted.unit_code = appraisal.unit_code and weighted.node_kind = 'appraisal'
