-- Each rule of the scheme that a rated unit's grades fulfil leads to its action, and no action stands without such a rule.
with due as (
    select distinct
        results.unit_code,
        rules.action_code
    from {{ ref('fct_unit_result') }} as results
    inner join {{ ref('stg_efficiency_office__scheme__consequences') }} as rules
        on results.grade_final = rules.trigger_grade
    where rules.consecutive_years = 1 or results.grade_previous = results.grade_final
)

select
    coalesce(due.unit_code, actions.unit_code) as unit_code,
    coalesce(due.action_code, actions.action_code) as action_code
from due
full outer join {{ ref('fct_accountability_action') }} as actions
    on due.unit_code = actions.unit_code and due.action_code = actions.action_code
where due.unit_code is null or actions.unit_code is null
