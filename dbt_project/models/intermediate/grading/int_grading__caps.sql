-- The best grade still open to a unit, and what closes the better ones: the worst of its vetoes and of the limits that its scores meet.
with met as (
    select
        ranks.unit_code,
        limits.limit_no,
        limits.node_code,
        limits.score_below,
        limits.grade_cap,
        scores.score,
        row_number() over (
            partition by ranks.unit_code order by limits.grade_cap desc nulls last, limits.limit_no asc
        ) as choice
    from {{ ref('stg_efficiency_office__scheme__grade_limits') }} as limits
    inner join {{ ref('int_grading__node_scores') }} as scores
        on limits.node_code = scores.node_code and limits.score_below > scores.score
    inner join {{ ref('int_grading__ranks') }} as ranks
        on scores.unit_code = ranks.unit_code and (limits.group_code is null or limits.group_code = ranks.group_code)
),

side_by_side as (
    select
        ranks.unit_code,
        totals.grade_cap as veto_cap,
        totals.veto_item_code,
        met.limit_no,
        met.node_code,
        met.score_below,
        met.score,
        met.grade_cap as limit_cap,
        coalesce(met.grade_cap > totals.grade_cap, totals.grade_cap is null) as is_by_limit
    from {{ ref('int_grading__ranks') }} as ranks
    left join {{ ref('int_adjustment__totals') }} as totals on ranks.unit_code = totals.unit_code
    left join met on ranks.unit_code = met.unit_code and met.choice = 1
    where totals.grade_cap is not null or met.grade_cap is not null
)

select
    unit_code,
    case when is_by_limit then limit_cap else veto_cap end as grade_cap,
    case when not is_by_limit then veto_item_code end as veto_item_code,
    cast(case when is_by_limit then limit_no end as integer) as limit_no,
    case when is_by_limit then node_code end as limit_node_code,
    cast(case when is_by_limit then score end as decimal(24, 12)) as limit_score,
    cast(case when is_by_limit then score_below end as decimal(24, 6)) as limit_score_below
from side_by_side
