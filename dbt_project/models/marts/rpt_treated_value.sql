-- Figures that were not scored as they were delivered, or left the group's statistics: what stands in their place, by which rule.
select
    scores.release_id,
    scores.evaluation_year,
    scores.unit_code,
    units.unit_name_zh,
    units.group_code,
    scores.indicator_code,
    nodes.node_name_zh as indicator_name_zh,
    scores.value_treatment,
    scores.indicator_value,
    scores.missing_reason,
    scores.transform,
    scores.transformed_value,
    scores.scored_value,
    scores.outlier_test,
    scores.outlier_parameter,
    scores.outlier_low,
    scores.outlier_high,
    scores.penalty_points,
    scores.score,
    scores.value_submission_id,
    scores.value_sheet,
    scores.value_cell
from {{ ref('fct_indicator_score') }} as scores
inner join {{ ref('dim_unit') }} as units on scores.unit_code = units.unit_code
inner join {{ ref('dim_indicator') }} as nodes on scores.indicator_code = nodes.node_code
where scores.value_treatment in ('winsorised', 'trimmed', 'group_mean', 'group_median', 'carried_forward', 'zero')
order by scores.unit_code, scores.indicator_code
