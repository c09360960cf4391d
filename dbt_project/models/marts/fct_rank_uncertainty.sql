-- How sure each rank and grade is (docs/method.md, section 9); what was drawn stands in the staging table, the published figures beside it.
select
    build.release_id,
    build.period_year as evaluation_year,
    participants.unit_code,
    drawn.unit_id,
    grades.group_code,
    grades.composite_score,
    grades.rank_in_group,
    grades.grade_computed,
    drawn.uncertainty_status,
    drawn.unknown_unit_count,
    drawn.draw_count,
    drawn.seed_number,
    drawn.weight_variation_pct,
    drawn.appraisal_error,
    drawn.composite_error,
    drawn.best_rank,
    drawn.median_rank,
    drawn.worst_rank,
    drawn.mean_rank_shift,
    drawn.rank_probability,
    drawn.grade_probability,
    drawn.grade_a_probability,
    drawn.grade_b_probability,
    drawn.grade_c_probability,
    drawn.grade_d_probability,
    drawn.no_grade_probability
from {{ ref('stg_build__rank_uncertainty') }} as drawn
cross join {{ ref('int_build__parameters') }} as build
inner join {{ ref('int_unit__participants') }} as participants on drawn.unit_id = participants.unit_id
inner join {{ ref('int_grading__grades') }} as grades on participants.unit_code = grades.unit_code
order by participants.unit_code
