with city as (
    select
        group_code,
        indicator_code,
        indicator_value
    from {{ ref('int_scoring__transformed') }}
    where is_city and years_ago = 0
)

select
    build.release_id,
    build.period_year as evaluation_year,
    indicators.unit_code,
    indicators.indicator_code,
    indicators.dimension_code,
    measured.indicator_value,
    measured.scored_value,
    measured.transform,
    measured.then_transform,
    measured.denominator_code,
    measured.denominator_value,
    measured.value_treatment,
    cast(measured.penalty_points as decimal(24, 12)) as penalty_points,
    measured.transformed_value,
    measured.outlier_test,
    measured.outlier_parameter,
    measured.outlier_low,
    measured.outlier_high,
    measured.vintage as value_vintage,
    targets.target_value,
    measured.baseline_value,
    city.indicator_value as city_value,
    indicators.score_unrounded,
    indicators.score,
    indicators.weight,
    nodes.applied_weight,
    effective.effective_weight,
    case
        when composites.result_status = 'rated'
            then {{ product('effective.effective_weight', 'indicators.score') }}
    end as points,
    indicators.score_status,
    indicators.availability_status,
    indicators.parts_used,
    indicators.is_synthetic,
    measured.missing_reason,
    measured.submission_id as value_submission_id,
    measured.sheet_name as value_sheet,
    measured.cell_address as value_cell,
    measured.raw_text as value_raw_text
from {{ ref('int_scoring__indicators') }} as indicators
cross join {{ ref('int_build__parameters') }} as build
inner join {{ ref('int_scoring__values') }} as measured
    on indicators.unit_code = measured.unit_code and indicators.indicator_code = measured.indicator_code
inner join {{ ref('int_scoring__composites') }} as composites on indicators.unit_code = composites.unit_code
left join {{ ref('int_scoring__nodes') }} as nodes
    on indicators.unit_code = nodes.unit_code and indicators.indicator_code = nodes.node_code
left join {{ ref('int_scoring__effective_weights') }} as effective
    on indicators.unit_code = effective.unit_code and indicators.indicator_code = effective.node_code
left join {{ ref('int_scheme__targets') }} as targets
    on indicators.unit_code = targets.unit_code and indicators.indicator_code = targets.indicator_code
left join city on indicators.group_code = city.group_code and indicators.indicator_code = city.indicator_code
