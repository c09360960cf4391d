-- The grades of each group and their bounds: the group's own where sheet 分组等次标准 has any, else those of sheet 等次标准.
with own_groups as (
    select distinct group_code
    from {{ ref('stg_efficiency_office__scheme__group_grades') }}
)

select
    group_code,
    grade_code,
    lower_bound
from {{ ref('stg_efficiency_office__scheme__group_grades') }}
union all
select
    groups.group_code,
    grades.grade_code,
    grades.lower_bound
from {{ ref('stg_efficiency_office__scheme__groups') }} as groups
cross join {{ ref('stg_efficiency_office__scheme__grades') }} as grades
left join own_groups on groups.group_code = own_groups.group_code
where own_groups.group_code is null
