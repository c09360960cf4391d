with scored as (
    select
        unit_code,
        component_code as node_code,
        1 as node_level,
        node_kind,
        weight,
        score_unrounded,
        score
    from {{ ref('int_scoring__components') }}
    union all
    select
        unit_code,
        dimension_code as node_code,
        2 as node_level,
        'dimension' as node_kind,
        weight,
        score_unrounded,
        score
    from {{ ref('int_scoring__dimensions') }}
),

-- A held unit keeps the dimensions that could be scored, but has no component and no points: there is no composite they add up to.
shown as (
    select
        scored.*,
        composites.result_status = 'rated' as is_rated
    from scored
    inner join {{ ref('int_scoring__composites') }} as composites on scored.unit_code = composites.unit_code
)

select
    build.release_id,
    build.period_year as evaluation_year,
    shown.unit_code,
    shown.node_code,
    shown.node_level,
    shown.node_kind,
    shown.weight,
    effective.effective_weight,
    case when shown.is_rated or shown.node_level = 2 then shown.score_unrounded end as score_unrounded,
    case when shown.is_rated or shown.node_level = 2 then shown.score end as score,
    case when shown.is_rated then cast(effective.effective_weight * shown.score as decimal(24, 12)) end as points
from shown
cross join {{ ref('int_build__parameters') }} as build
inner join {{ ref('int_scoring__effective_weights') }} as effective
    on shown.unit_code = effective.unit_code and shown.node_code = effective.node_code
order by shown.unit_code, shown.node_code
