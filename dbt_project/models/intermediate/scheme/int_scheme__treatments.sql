-- What becomes of an indicator's figures in a group before they are scored; without a row in the sheet, nothing.
with weighted as (
    select
        group_code,
        node_code as indicator_code
    from {{ ref('int_scheme__weights') }}
    where node_kind = 'indicator'
),

treatments as (
    select * from {{ ref('stg_efficiency_office__scheme__treatments') }}
),

-- A row of the group's own wins over the one for all groups.
resolved as (
    select
        weighted.group_code,
        weighted.indicator_code,
        case when own_rows.group_code is null then '*' else weighted.group_code end as treatment_group
    from weighted
    left join treatments as own_rows
        on weighted.group_code = own_rows.group_code and weighted.indicator_code = own_rows.indicator_code
)

select
    resolved.group_code,
    resolved.indicator_code,
    coalesce(treatments.transform, 'none') as transform,
    treatments.denominator_code,
    coalesce(treatments.missing_rule, 'by_part') as missing_rule,
    cast(coalesce(treatments.missing_penalty, 0) as decimal(24, 12)) as missing_penalty_points,
    cast(treatments.min_available_pct as decimal(24, 6)) as min_available_pct,
    coalesce(treatments.too_few_rule, 'reweight') as too_few_rule,
    coalesce(treatments.outlier_rule, 'leave') as outlier_rule,
    treatments.outlier_test,
    treatments.outlier_parameter
from resolved
left join treatments
    on resolved.indicator_code = treatments.indicator_code and resolved.treatment_group = treatments.group_code
