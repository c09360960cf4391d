select
    cast(unit_id as {{ dbt.type_string() }}) as unit_id,
    cast(composite_error as decimal(24, 12)) as composite_error,
    cast(best_rank as integer) as best_rank,
    cast(worst_rank as integer) as worst_rank,
    cast(grade_a_probability as decimal(24, 12)) as grade_a_probability,
    cast(grade_b_probability as decimal(24, 12)) as grade_b_probability,
    cast(grade_c_probability as decimal(24, 12)) as grade_c_probability,
    cast(grade_d_probability as decimal(24, 12)) as grade_d_probability,
    cast(no_grade_probability as decimal(24, 12)) as no_grade_probability
from {{ source('landing', 'build__previous_uncertainty') }}
