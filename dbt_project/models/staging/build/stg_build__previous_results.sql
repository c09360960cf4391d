select
    cast(unit_id as {{ dbt.type_string() }}) as unit_id,
    cast(grade_final as {{ dbt.type_string() }}) as grade_final,
    cast(composite_score as decimal(24, 12)) as composite_score,
    cast(rank_in_group as integer) as rank_in_group,
    cast(release_id as {{ dbt.type_string() }}) as release_id
from {{ source('landing', 'build__previous_results') }}
