-- Natural breaks compare sums of squares exactly, which asks for composites of at most six decimals.
select
    groups.group_code,
    settings.composite_decimals
from {{ ref('stg_efficiency_office__scheme__groups') }} as groups
cross join {{ ref('int_scheme__settings') }} as settings
where groups.grade_basis = 'natural_breaks' and settings.composite_decimals > 6
