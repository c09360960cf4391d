with current_grades as (
    select
        grades.unit_code,
        register.unit_id,
        grades.grade_final
    from {{ ref('int_grading__grades') }} as grades
    inner join {{ ref('int_unit__register') }} as register on grades.unit_code = register.unit_code
),

with_previous as (
    select
        current_grades.*,
        previous.grade_final as grade_previous,
        previous.release_id as previous_release_id
    from current_grades
    left join {{ ref('stg_build__previous_results') }} as previous
        on current_grades.unit_id = previous.unit_id
),

triggered as (
    select
        with_previous.unit_code,
        with_previous.previous_release_id,
        rules.*
    from with_previous
    inner join {{ ref('stg_efficiency_office__scheme__consequences') }} as rules
        on
            with_previous.grade_final = rules.trigger_grade
            and (rules.consecutive_years = 1 or with_previous.grade_previous = rules.trigger_grade)
),

-- An action that two rows lead to is taken once, on the graver ground.
ranked as (
    select
        *,
        row_number() over (partition by unit_code, action_code order by consecutive_years desc nulls last) as choice
    from triggered
)

select
    unit_code,
    action_code,
    action_zh,
    action_en,
    trigger_grade,
    cast(consecutive_years as integer) as consecutive_years,
    case when consecutive_years = 2 then previous_release_id end as previous_release_id,
    cast(deadline_days as integer) as deadline_days,
    recipients as recipients_zh,
    addressees as addressees_zh,
    reward_base_cny,
    case when reward_base_cny is not null then coalesce(reward_coefficient, 1) end as reward_coefficient,
    case when reward_base_cny is not null then coalesce(reward_per, 'unit') end as reward_per
from ranked
where choice = 1
