-- From which composite on a pool's units hold a grade: the sheet's bound or the natural break, kept near last year's by the guardrail.
with pools as (
    select distinct
        group_code,
        pool_code
    from {{ ref('int_grading__ranks') }}
),

grades as (
    select
        group_code,
        grade_code,
        lower_bound,
        grade_code = max(grade_code) over (partition by group_code) as is_lowest
    from {{ ref('int_scheme__grades') }}
),

found as (
    select
        pools.group_code,
        pools.pool_code,
        grades.grade_code,
        grades.is_lowest,
        grades.lower_bound as scheme_bound,
        breaks.break_bound,
        previous.lower_bound as previous_bound,
        optional.bound_guardrail,
        case
            when grades.is_lowest and breaks.break_bound > grades.lower_bound then grades.lower_bound
            else coalesce(breaks.break_bound, grades.lower_bound)
        end as own_bound
    from pools
    inner join grades on pools.group_code = grades.group_code
    cross join {{ ref('int_scheme__optional_settings') }} as optional
    left join {{ ref('int_grading__breaks') }} as breaks
        on pools.pool_code = breaks.pool_code and grades.grade_code = breaks.grade_code
    left join {{ ref('stg_build__previous_bounds') }} as previous
        on pools.pool_code = previous.pool_code and grades.grade_code = previous.grade_code
),

guarded as (
    select
        *,
        case
            when is_lowest then own_bound
            else {{ clip('own_bound', 'previous_bound - bound_guardrail', 'previous_bound + bound_guardrail') }}
        end as lower_bound
    from found
)

select
    group_code,
    pool_code,
    grade_code,
    case when break_bound is null then 'thresholds' else 'natural_breaks' end as bound_basis,
    cast(scheme_bound as decimal(24, 6)) as scheme_bound,
    break_bound,
    previous_bound,
    cast(lower_bound as decimal(24, 6)) as lower_bound,
    lower_bound <> own_bound as is_guarded
from guarded
