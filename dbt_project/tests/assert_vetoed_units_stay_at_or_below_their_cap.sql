-- No veto is without effect: the computed grade is not better than the worst cap of the unit's vetoes.
select
    results.unit_code,
    results.grade_computed,
    vetoes.item_code,
    vetoes.grade_cap
from {{ ref('fct_unit_result') }} as results
inner join {{ ref('fct_adjustment') }} as vetoes
    on results.unit_code = vetoes.unit_code and vetoes.item_kind = 'veto'
where results.grade_computed < vetoes.grade_cap
