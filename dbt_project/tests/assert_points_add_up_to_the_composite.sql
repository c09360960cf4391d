-- The parts that a unit is shown give its composite, up to what the named roundings can make: half a unit at each of them.
with indicator_points as (
    select
        unit_code,
        sum(points) as points
    from {{ ref('fct_indicator_score') }}
    group by unit_code
),

appraisal_points as (
    select
        unit_code,
        sum(points) as points
    from {{ ref('fct_dimension_score') }}
    where node_kind = 'appraisal'
    group by unit_code
)

select
    results.unit_code,
    results.composite_score,
    results.rounding_difference
from {{ ref('fct_unit_result') }} as results
cross join {{ ref('int_scheme__settings') }} as settings
left join indicator_points on results.unit_code = indicator_points.unit_code
left join appraisal_points on results.unit_code = appraisal_points.unit_code
where
    results.result_status = 'rated'
    and (
        indicator_points.points + appraisal_points.points - results.deduction_points + results.bonus_points
        + results.rounding_difference <> results.composite_score
        or (
            abs(results.rounding_difference) > 0.0052
            and results.composite_score not in (settings.composite_floor, settings.composite_cap)
        )
    )
