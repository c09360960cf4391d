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
)

select
    build.release_id,
    build.period_year as evaluation_year,
    scored.unit_code,
    scored.node_code,
    scored.node_level,
    scored.node_kind,
    scored.weight,
    effective.effective_weight,
    scored.score_unrounded,
    scored.score,
    cast(effective.effective_weight * scored.score as decimal(24, 12)) as points
from scored
cross join {{ ref('int_build__parameters') }} as build
inner join {{ ref('int_scoring__effective_weights') }} as effective
    on scored.unit_code = effective.unit_code and scored.node_code = effective.node_code
