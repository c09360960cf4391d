-- A treatment that lacks what it needs would leave figures as they are without a word.
select
    group_code,
    indicator_code
from {{ ref('int_scheme__treatments') }}
where
    (transform = 'per') <> (denominator_code is not null)
    or (outlier_rule = 'leave') <> (outlier_test is null)
    or (outlier_test is null) <> (outlier_parameter is null)
    or (outlier_test = 'points' and outlier_parameter <> cast(outlier_parameter as bigint))
