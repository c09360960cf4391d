{#-
  meta_release also belongs to monitoring releases, which rate nobody and must not pull the scoring in; so an annual build tells it
  from here how many units were rated.
-#}
{{ config(
    post_hook="update {{ ref('meta_release') }} set rated_unit_count = "
    ~ "(select count(*) from {{ this }} where result_status = 'rated')"
) }}
-- depends_on: {{ ref('meta_release') }}
with previous as (
    select
        unit_id,
        grade_final
    from {{ ref('stg_build__previous_results') }}
),

contributions as (
    select
        unit_code,
        points,
        cast(0 as decimal(24, 12)) as aggregation_difference
    from {{ ref('fct_indicator_score') }}
    union all
    select
        unit_code,
        case when node_kind = 'appraisal' then points else 0 end as points,
        coalesce(aggregation_difference, 0) as aggregation_difference
    from {{ ref('fct_dimension_score') }}
),

totals as (
    select
        unit_code,
        sum(points) as points,
        sum(aggregation_difference) as aggregation_difference
    from contributions
    group by unit_code
)

select
    build.release_id,
    build.period_year as evaluation_year,
    composites.unit_code,
    participants.unit_id,
    composites.group_code,
    composites.indicator_component_score,
    composites.appraisal_score,
    composites.weighted_score,
    composites.deduction_points,
    composites.bonus_points,
    composites.composite_unrounded,
    cast(case when composites.result_status = 'rated' then totals.aggregation_difference end as decimal(24, 12))
        as aggregation_difference,
    cast(
        composites.composite_score - totals.points - totals.aggregation_difference
        + composites.deduction_points - composites.bonus_points as decimal(24, 12)
    ) as rounding_difference,
    composites.composite_score,
    grades.pool_code,
    peers.peer_name_zh,
    peers.peer_name_en,
    grades.rank_in_group,
    grades.group_unit_count,
    grades.grade_threshold,
    grades.grade_after_quota,
    grades.grade_computed,
    grades.grade_final,
    grades.grade_final_name_zh,
    previous.grade_final as grade_previous,
    grades.veto_item_code,
    grades.limit_no,
    grades.document_no,
    grades.approved_date,
    grades.adjustment_reason,
    grades.leadership_grade,
    reasons.grade_reason_zh,
    reasons.grade_reason_en,
    grades.next_grade,
    grades.gap_to_next_grade,
    composites.indicators_required,
    composites.indicators_present,
    composites.indicators_not_applicable,
    composites.indicators_missing,
    composites.dimensions_below_minimum,
    composites.availability_pct,
    composites.result_status,
    composites.hold_reason_zh,
    composites.hold_reason_en
from {{ ref('int_scoring__composites') }} as composites
cross join {{ ref('int_build__parameters') }} as build
inner join {{ ref('int_unit__participants') }} as participants on composites.unit_code = participants.unit_code
left join {{ ref('int_grading__grades') }} as grades on composites.unit_code = grades.unit_code
left join {{ ref('int_grading__peers') }} as peers on composites.unit_code = peers.unit_code
left join {{ ref('int_grading__reasons') }} as reasons on composites.unit_code = reasons.unit_code
left join totals on composites.unit_code = totals.unit_code
left join previous on participants.unit_id = previous.unit_id
order by composites.unit_code
