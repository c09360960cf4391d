-- Whose rows of the sheet hold for an indicator in a group: the group's own, which replace all others of the indicator, or those with *.
with weighted as (
    select
        group_code,
        node_code as indicator_code
    from {{ ref('int_scheme__weights') }}
    where node_kind = 'indicator'
),

own_rows as (
    select distinct
        group_code,
        indicator_code
    from {{ ref('stg_efficiency_office__scheme__methods') }}
    where group_code <> '*'
)

select
    weighted.group_code,
    weighted.indicator_code,
    case when own_rows.group_code is null then '*' else weighted.group_code end as method_group
from weighted
left join own_rows
    on weighted.group_code = own_rows.group_code and weighted.indicator_code = own_rows.indicator_code
