-- An approved decision on a unit that is held back, or that has no result, comes to nothing: it has no grade to change.
select
    decisions.unit_code,
    decisions.document_no,
    results.result_status
from {{ ref('stg_efficiency_office__scheme__grade_adjustments') }} as decisions
left join {{ ref('fct_unit_result') }} as results on decisions.unit_code = results.unit_code
where coalesce(results.result_status, 'none') <> 'rated'
