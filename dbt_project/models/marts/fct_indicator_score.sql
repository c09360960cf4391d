select
    build.release_id,
    build.period_year as evaluation_year,
    indicators.unit_code,
    indicators.indicator_code,
    indicators.dimension_code,
    indicators.indicator_value,
    indicators.scored_value,
    indicators.transform,
    indicators.denominator_code,
    indicators.denominator_value,
    indicators.value_treatment,
    indicators.penalty_points,
    indicators.transformed_value,
    indicators.outlier_test,
    indicators.outlier_parameter,
    indicators.outlier_low,
    indicators.outlier_high,
    indicators.value_vintage,
    indicators.target_value,
    indicators.baseline_value,
    indicators.city_value,
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
    indicators.parts_used,
    indicators.is_synthetic,
    indicators.missing_reason,
    indicators.value_submission_id,
    indicators.value_sheet,
    indicators.value_cell,
    indicators.value_raw_text
from {{ ref('int_scoring__indicators') }} as indicators
cross join {{ ref('int_build__parameters') }} as build
inner join {{ ref('int_scoring__composites') }} as composites on indicators.unit_code = composites.unit_code
left join {{ ref('int_scoring__nodes') }} as nodes
    on indicators.unit_code = nodes.unit_code and indicators.indicator_code = nodes.node_code
left join {{ ref('int_scoring__effective_weights') }} as effective
    on indicators.unit_code = effective.unit_code and indicators.indicator_code = effective.node_code
