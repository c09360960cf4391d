-- What each item counts for in each group: a row of sheet 分组加减分规则 stands in the place of all that sheet 加减分规则 says of its points.
select
    groups.group_code,
    items.item_code,
    items.kind,
    items.name_zh,
    items.name_en,
    own.item_code is not null as is_own,
    {{ own_or_common(
        ['points_per_case', 'item_ceiling', 'ceiling_set', 'set_ceiling', 'grade_cap'], 'items', 'item_code'
    ) }}
from {{ ref('stg_efficiency_office__scheme__groups') }} as groups
cross join {{ ref('stg_efficiency_office__scheme__adjustments') }} as items
left join {{ ref('stg_efficiency_office__scheme__group_adjustments') }} as own
    on groups.group_code = own.group_code and items.item_code = own.item_code
