-- One row: the settings of scoring that a scheme may leave out, each with what then holds.
with one_row as (
    select
        max(case when setting_code = 'history_years' then setting_value end) as history_years,
        max(case when setting_code = 'quantile_definition' then setting_value end) as quantile_definition,
        max(case when setting_code = 'outlier_skewness' then setting_value end) as outlier_skewness,
        max(case when setting_code = 'outlier_kurtosis' then setting_value end) as outlier_kurtosis,
        max(case when setting_code = 'part_decimals' then setting_value end) as part_decimals,
        max(case when setting_code = 'composite_rule' then setting_value end) as composite_rule,
        max(case when setting_code = 'weights_sum' then setting_value end) as weights_sum,
        max(case when setting_code = 'geometric_zero' then setting_value end) as geometric_zero,
        max(case when setting_code = 'geometric_floor' then setting_value end) as geometric_floor,
        max(case when setting_code = 'availability_of' then setting_value end) as availability_of,
        max(case when setting_code = 'availability_counts' then setting_value end) as availability_counts,
        max(case when setting_code = 'unit_min_availability_pct' then setting_value end) as unit_min_availability_pct,
        max(case when setting_code = 'min_eligible_dimensions' then setting_value end) as min_eligible_dimensions,
        max(case when setting_code = 'bound_guardrail' then setting_value end) as bound_guardrail,
        max(case when setting_code = 'leadership_grade' then setting_value end) as leadership_grade
    from {{ ref('stg_efficiency_office__scheme__settings') }}
)

select
    cast({{ to_bigint("coalesce(history_years, '1')") }} as integer) as history_years,
    coalesce(quantile_definition, 'linear') as quantile_definition,
    {{ to_decimal("coalesce(outlier_skewness, '2')") }} as outlier_skewness,
    {{ to_decimal("coalesce(outlier_kurtosis, '3.5')") }} as outlier_kurtosis,
    cast({{ to_bigint("coalesce(part_decimals, '12')") }} as integer) as part_decimals,
    coalesce(composite_rule, 'weighted_mean') as composite_rule,
    coalesce(weights_sum, 'any') as weights_sum,
    coalesce(geometric_zero, 'zero') as geometric_zero,
    {{ to_decimal("coalesce(geometric_floor, '1')") }} as geometric_floor,
    coalesce(availability_of, 'weight') as availability_of,
    coalesce(availability_counts, 'delivered') as availability_counts,
    {{ to_decimal("coalesce(unit_min_availability_pct, '0')") }} as unit_min_availability_pct,
    cast({{ to_bigint("coalesce(min_eligible_dimensions, '0')") }} as integer) as min_eligible_dimensions,
    {{ to_decimal("coalesce(bound_guardrail, '1000000')") }} as bound_guardrail,
    coalesce(leadership_grade, 'none') as leadership_grade
from one_row
