-- Points per evaluated unit and item, after the item's ceiling; a veto has a grade cap instead of points.
with summed as (
    select
        unit_code,
        item_code,
        cast(sum(case_count) as bigint) as case_count,
        count(*) as record_count,
        max(case when record_no = 1 then submission_id end) as first_submission_id,
        max(case when record_no = 1 then sheet_name end) as first_sheet,
        max(case when record_no = 1 then cell_address end) as first_cell
    from {{ ref('int_adjustment__records') }}
    group by unit_code, item_code
)

select
    summed.unit_code,
    summed.item_code,
    rules.kind as item_kind,
    rules.name_zh as item_name_zh,
    rules.name_en as item_name_en,
    cast(summed.case_count as integer) as case_count,
    cast(rules.points_per_case as decimal(24, 12)) as points_per_case,
    cast(rules.item_ceiling as decimal(24, 12)) as item_ceiling,
    case
        when rules.kind <> 'veto'
            then cast({{ capped('rules.points_per_case * summed.case_count', 'rules.item_ceiling') }} as decimal(24, 12))
    end as points,
    rules.ceiling_set,
    cast(rules.set_ceiling as decimal(24, 12)) as set_ceiling,
    rules.grade_cap,
    cast(summed.record_count as integer) as record_count,
    summed.first_submission_id,
    summed.first_sheet,
    summed.first_cell
from summed
inner join {{ ref('int_unit__participants') }} as participants on summed.unit_code = participants.unit_code
left join {{ ref('int_adjustment__rules') }} as rules
    on participants.group_code = rules.group_code and summed.item_code = rules.item_code
