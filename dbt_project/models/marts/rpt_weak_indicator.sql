with scored as (
    select * from {{ ref('fct_indicator_score') }}
    where score is not null
),

units as (
    select
        unit_code,
        unit_name_zh,
        group_code
    from {{ ref('dim_unit') }}
),

group_sums as (
    select
        units.group_code,
        scored.indicator_code,
        sum(scored.score) as score_sum,
        count(*) as unit_count
    from scored
    inner join units on scored.unit_code = units.unit_code
    group by units.group_code, scored.indicator_code
),

ranked as (
    select
        scored.*,
        cast(coalesce(scored.effective_weight, 0) * (100 - scored.score) as decimal(24, 12)) as lost_points,
        cast(row_number() over (
            partition by scored.unit_code
            order by coalesce(scored.effective_weight, 0) * (100 - scored.score) desc, scored.indicator_code asc
        ) as integer) as rank_in_unit
    from scored
)

select
    ranked.release_id,
    ranked.evaluation_year,
    ranked.unit_code,
    units.unit_name_zh,
    units.group_code,
    ranked.indicator_code,
    nodes.node_name_zh as indicator_name_zh,
    ranked.score,
    cast({{ div_half_up('group_sums.score_sum', 'group_sums.unit_count') }} as decimal(24, 12)) as group_mean_score,
    ranked.lost_points,
    ranked.rank_in_unit
from ranked
cross join {{ ref('int_scheme__settings') }} as settings
inner join units on ranked.unit_code = units.unit_code
inner join {{ ref('dim_indicator') }} as nodes on ranked.indicator_code = nodes.node_code
inner join group_sums
    on units.group_code = group_sums.group_code and ranked.indicator_code = group_sums.indicator_code
where ranked.score < settings.weak_score_below
order by ranked.unit_code, ranked.indicator_code
