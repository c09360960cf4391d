-- The parts that a unit is shown give its composite to the last digit, with what geometric means and bounds of nodes make, and a
-- difference no larger than half a unit at each named rounding can make (larger only where the composite's floor or cap bites).
with indicator_points as (
    select
        unit_code,
        sum(points) as points,
        sum(effective_weight) as weight_sum
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
),

differences as (
    select
        unit_code,
        sum(aggregation_difference) as aggregation_difference
    from {{ ref('fct_dimension_score') }}
    group by unit_code
),

settings as (
    select
        composite_floor,
        composite_cap,
        0.5 * (
            power(10, -composite_decimals) + power(10, -component_decimals)
            + 3 * power(10, -dimension_decimals) + power(10, -indicator_decimals)
        ) + 0.000000001 as most_that_rounding_makes
    from {{ ref('int_scheme__settings') }}
)

select
    results.unit_code,
    results.composite_score,
    results.rounding_difference
from {{ ref('fct_unit_result') }} as results
cross join settings
left join indicator_points on results.unit_code = indicator_points.unit_code
left join appraisal_points on results.unit_code = appraisal_points.unit_code
left join differences on results.unit_code = differences.unit_code
where
    results.result_status = 'rated'
    and (
        results.aggregation_difference is distinct from coalesce(differences.aggregation_difference, 0)
        or results.composite_score is distinct from
        results.aggregation_difference + coalesce(indicator_points.points, 0) + coalesce(appraisal_points.points, 0)
        - results.deduction_points + results.bonus_points + results.rounding_difference
        or (
            abs(results.rounding_difference)
            > settings.most_that_rounding_makes * greatest(1, coalesce(indicator_points.weight_sum, 0))
            and results.composite_score not in (settings.composite_floor, settings.composite_cap)
        )
    )
