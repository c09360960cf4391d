-- A computed grade below the one after the quota names a veto or a limit of the scheme that has just this grade as its cap.
select
    results.unit_code,
    results.grade_after_quota,
    results.grade_computed,
    results.veto_item_code,
    results.limit_no
from {{ ref('fct_unit_result') }} as results
left join {{ ref('fct_adjustment') }} as vetoes
    on
        results.unit_code = vetoes.unit_code
        and results.veto_item_code = vetoes.item_code
        and results.grade_computed = vetoes.grade_cap
left join {{ ref('stg_efficiency_office__scheme__grade_limits') }} as limits
    on results.limit_no = limits.limit_no and results.grade_computed = limits.grade_cap
where
    (results.grade_computed > results.grade_after_quota and vetoes.item_code is null and limits.limit_no is null)
    or (
        results.grade_computed = results.grade_after_quota
        and (results.veto_item_code is not null or results.limit_no is not null)
    )
