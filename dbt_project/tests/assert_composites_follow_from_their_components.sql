-- Weighted components, minus deductions, plus bonus, inside floor and cap, rounded: the composite as published.
with component_sums as (
    select
        unit_code,
        sum(weight * score) as weighted_sum,
        sum(case when score is not null then weight end) as weight_sum
    from {{ ref('fct_dimension_score') }}
    where node_level = 1
    group by unit_code
),

recomputed as (
    select
        component_sums.unit_code,
        {{ weighted_mean(
            'component_sums.weighted_sum',
            "case optional.composite_rule when 'points' then 100 else component_sums.weight_sum end"
        ) }} as weighted_score
    from component_sums
    cross join {{ ref('int_scheme__optional_settings') }} as optional
)

select
    results.unit_code,
    results.composite_score,
    recomputed.weighted_score
from {{ ref('fct_unit_result') }} as results
cross join {{ ref('int_scheme__settings') }} as settings
left join recomputed on results.unit_code = recomputed.unit_code
where
    results.result_status = 'rated'
    and (
        results.weighted_score is distinct from recomputed.weighted_score
        or results.composite_score is distinct from {{ round_half_up(
            'least(greatest(recomputed.weighted_score - results.deduction_points + results.bonus_points,'
            ~ ' settings.composite_floor), settings.composite_cap)',
            'settings.composite_decimals'
        ) }}
    )
