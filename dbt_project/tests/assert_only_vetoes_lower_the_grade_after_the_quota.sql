-- A final grade below the one after the quota names a veto of the unit that has just this grade as its cap.
select
    results.unit_code,
    results.grade_after_quota,
    results.grade_final,
    results.veto_item_code
from {{ ref('fct_unit_result') }} as results
left join {{ ref('fct_adjustment') }} as vetoes
    on
        results.unit_code = vetoes.unit_code
        and results.veto_item_code = vetoes.item_code
        and results.grade_final = vetoes.grade_cap
where
    (results.grade_final > results.grade_after_quota and vetoes.item_code is null)
    or (results.grade_final = results.grade_after_quota and results.veto_item_code is not null)
