-- Grades of the year before are taken from the release that this one names, and from no other.
select
    results.unit_code,
    results.grade_previous,
    previous.release_id
from {{ ref('fct_unit_result') }} as results
cross join {{ ref('meta_release') }} as release
left join {{ ref('stg_build__previous_results') }} as previous on results.unit_id = previous.unit_id
where
    results.grade_previous is distinct from previous.grade_final
    or (previous.release_id is not null and previous.release_id is distinct from release.previous_release_id)
