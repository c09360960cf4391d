-- Scores and points of indicators and public appraisal beside the unit's composite, each less its mean in the group: what statistics are
-- summed from, so that sums of products stay small and exact (docs/method.md, section 10).
with scored as (
    select
        unit_code,
        indicator_code as node_code,
        true as is_indicator,
        score
    from {{ ref('int_scoring__indicators') }}
    union all
    select
        unit_code,
        component_code as node_code,
        false as is_indicator,
        score
    from {{ ref('int_scoring__components') }}
    where node_kind = 'appraisal'
),

placed as (
    select
        composites.group_code,
        scored.unit_code,
        scored.node_code,
        scored.is_indicator,
        -- A unit that is held back keeps the scores of its indicators and has no component.
        case when scored.is_indicator or composites.result_status = 'rated' then scored.score end as score,
        composites.result_status = 'rated' as is_rated,
        composites.composite_score,
        case when composites.result_status = 'rated' then coalesce(weights.effective_weight, 0) end as effective_weight,
        case
            when composites.result_status = 'rated'
                then coalesce({{ product('weights.effective_weight', 'scored.score') }}, 0)
        end as points
    from scored
    inner join {{ ref('int_scoring__composites') }} as composites on scored.unit_code = composites.unit_code
    left join {{ ref('int_scoring__effective_weights') }} as weights
        on scored.unit_code = weights.unit_code and scored.node_code = weights.node_code
),

means as (
    select
        group_code,
        node_code,
        {{ div_half_up('sum(score)', 'count(score)') }} as mean_score,
        {{ div_half_up('sum(points)', 'count(points)') }} as mean_points,
        {{ div_half_up('sum(composite_score)', 'count(composite_score)') }} as mean_composite
    from placed
    group by group_code, node_code
)

select
    placed.group_code,
    placed.unit_code,
    placed.node_code,
    placed.is_indicator,
    placed.is_rated,
    placed.score,
    cast(placed.effective_weight as decimal(24, 12)) as effective_weight,
    cast(placed.points as decimal(24, 12)) as points,
    cast(placed.score - means.mean_score as decimal(24, 12)) as score_deviation,
    cast(placed.points - means.mean_points as decimal(24, 12)) as points_deviation,
    cast(placed.composite_score - means.mean_composite as decimal(24, 12)) as composite_deviation
from placed
inner join means on placed.group_code = means.group_code and placed.node_code = means.node_code
