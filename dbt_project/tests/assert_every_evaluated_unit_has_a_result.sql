-- Nobody who takes part is left out, and nobody who does not is rated.
select
    units.unit_code,
    results.unit_code as result_unit_code
from {{ ref('dim_unit') }} as units
left join {{ ref('fct_unit_result') }} as results on units.unit_code = results.unit_code
where units.is_evaluated <> (results.unit_code is not null)
