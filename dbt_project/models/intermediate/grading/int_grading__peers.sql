-- Among which units a rated unit is graded: the first of its group's peer rows that it meets, else those of the group that meet none.
with reports as (
    select
        unit_code,
        sum(case when score is not null and not is_below_minimum then 1 else 0 end) as dimension_count
    from {{ ref('int_scoring__nodes') }}
    where node_kind = 'dimension'
    group by unit_code
),

rated as (
    select
        composites.unit_code,
        composites.group_code,
        participants.peer_class,
        coalesce(reports.dimension_count, 0) as dimension_count
    from {{ ref('int_scoring__composites') }} as composites
    inner join {{ ref('stg_efficiency_office__scheme__participants') }} as participants
        on composites.unit_code = participants.unit_code
    left join reports on composites.unit_code = reports.unit_code
    where composites.result_status = 'rated'
),

met as (
    select
        rated.unit_code,
        min(rules.order_no) as order_no
    from rated
    inner join {{ ref('stg_efficiency_office__scheme__peer_groups') }} as rules
        on
            rated.group_code = rules.group_code
            and (rules.peer_class is null or rated.peer_class = rules.peer_class)
            and (rules.min_dimensions is null or rated.dimension_count >= rules.min_dimensions)
            and (rules.max_dimensions is null or rated.dimension_count <= rules.max_dimensions)
    group by rated.unit_code
)

select
    rated.unit_code,
    rated.group_code,
    rated.group_code
    || coalesce('/' || cast(rules.order_no as {{ dbt.type_string() }}), '') as pool_code,
    rules.peer_name_zh,
    rules.peer_name_en,
    cast(rated.dimension_count as integer) as dimension_count
from rated
left join met on rated.unit_code = met.unit_code
left join {{ ref('stg_efficiency_office__scheme__peer_groups') }} as rules
    on rated.group_code = rules.group_code and met.order_no = rules.order_no
