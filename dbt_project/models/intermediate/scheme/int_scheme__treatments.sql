-- What becomes of an indicator's figures in a group before they are scored; without a row in the sheet, nothing.
-- A row of the group's own wins over the one for all groups.
with {{ whose_rows_hold(ref('stg_efficiency_office__scheme__treatments')) }}

select
    resolved.group_code,
    resolved.indicator_code,
    coalesce(treatments.transform, 'none') as transform,
    treatments.denominator_code,
    coalesce(treatments.then_transform, 'none') as then_transform,
    coalesce(treatments.missing_rule, 'by_part') as missing_rule,
    cast(coalesce(treatments.missing_penalty, 0) as decimal(24, 12)) as missing_penalty_points,
    cast(treatments.min_available_pct as decimal(24, 6)) as min_available_pct,
    coalesce(treatments.too_few_rule, 'reweight') as too_few_rule,
    coalesce(treatments.outlier_rule, 'leave') as outlier_rule,
    treatments.outlier_test,
    treatments.outlier_parameter
from resolved
left join {{ ref('stg_efficiency_office__scheme__treatments') }} as treatments
    on resolved.indicator_code = treatments.indicator_code and resolved.row_group = treatments.group_code
