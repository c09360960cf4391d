-- A treatment that lacks what it needs, or divides by what nobody has, would leave figures as they are, or without a value, without a word.
with delivered as (
    select distinct indicator_code from {{ ref('int_indicator__facts') }}
)

select
    treatments.group_code,
    treatments.indicator_code
from {{ ref('int_scheme__treatments') }} as treatments
left join delivered on treatments.denominator_code = delivered.indicator_code
where
    (treatments.denominator_code is not null and delivered.indicator_code is null)
    or (treatments.transform = 'per') <> (treatments.denominator_code is not null)
    or (treatments.outlier_rule = 'leave') <> (treatments.outlier_test is null)
    or (treatments.outlier_test is null) <> (treatments.outlier_parameter is null)
    or (
        treatments.outlier_test in ('points', 'skew_kurtosis')
        and treatments.outlier_parameter <> cast(treatments.outlier_parameter as bigint)
    )
    or (treatments.outlier_test = 'skew_kurtosis' and treatments.outlier_parameter > 20)
