-- The quota of 良好 is of 优秀 and 良好 together: one that holds fewer units than that of 优秀 contradicts it, and whoever stands between would
-- be 优秀 within the one and beyond the other. 良好 may have a quota alone, which leaves 优秀 to its bound.
select
    good.group_code,
    good.pool_code,
    good.pool_unit_count,
    excellent.max_share_pct as excellent_share_pct,
    excellent.units_allowed as excellent_allowed,
    good.max_share_pct as together_share_pct,
    good.units_allowed as together_allowed
from {{ ref('int_grading__quotas') }} as good
inner join {{ ref('int_grading__quotas') }} as excellent on good.pool_code = excellent.pool_code
where
    good.grade_code = 'B'
    and excellent.grade_code = 'A'
    and (good.max_share_pct < excellent.max_share_pct or good.units_allowed < excellent.units_allowed)
