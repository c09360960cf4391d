-- What each item counts for in each group: a row of sheet 分组加减分规则 stands in the place of all that sheet 加减分规则 says of its points.
select
    groups.group_code,
    items.item_code,
    items.kind,
    items.name_zh,
    items.name_en,
    own.item_code is not null as is_own,
    case when own.item_code is null then items.points_per_case else own.points_per_case end as points_per_case,
    case when own.item_code is null then items.item_ceiling else own.item_ceiling end as item_ceiling,
    case when own.item_code is null then items.ceiling_set else own.ceiling_set end as ceiling_set,
    case when own.item_code is null then items.set_ceiling else own.set_ceiling end as set_ceiling,
    case when own.item_code is null then items.grade_cap else own.grade_cap end as grade_cap
from {{ ref('stg_efficiency_office__scheme__groups') }} as groups
cross join {{ ref('stg_efficiency_office__scheme__adjustments') }} as items
left join {{ ref('stg_efficiency_office__scheme__group_adjustments') }} as own
    on groups.group_code = own.group_code and items.item_code = own.item_code
