with unit_groups as (
    select group_code from {{ ref('stg_efficiency_office__scheme__groups') }}
),

respondent_groups as (
    select * from {{ ref('stg_efficiency_office__scheme__respondent_groups') }}
),

own_rows as (
    select distinct group_code
    from respondent_groups
    where group_code <> '*'
),

resolved as (
    select
        unit_groups.group_code,
        case when own_rows.group_code is null then '*' else unit_groups.group_code end as weight_group
    from unit_groups
    left join own_rows on unit_groups.group_code = own_rows.group_code
)

select
    resolved.group_code,
    respondent_groups.respondent_group,
    respondent_groups.name_zh as respondent_group_name_zh,
    respondent_groups.name_en as respondent_group_name_en,
    {{ exact_cast('respondent_groups.weight', 'decimal(10, 4)') }} as weight
from resolved
inner join respondent_groups on resolved.weight_group = respondent_groups.group_code
