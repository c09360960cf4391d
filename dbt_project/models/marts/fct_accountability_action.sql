with staff as (
    select
        annual.unit_code,
        annual.indicator_value
    from {{ ref('int_indicator__annual_values') }} as annual
    inner join {{ ref('int_build__parameters') }} as build on annual.period_year = build.period_year
    where annual.indicator_code = 'STAFF'
)

select
    build.release_id,
    build.period_year as evaluation_year,
    actions.unit_code,
    actions.action_code,
    actions.action_zh,
    actions.action_en,
    actions.trigger_grade,
    actions.consecutive_years,
    actions.previous_release_id,
    actions.deadline_days,
    actions.recipients_zh,
    cast({{ round_half_up('staff.indicator_value', '0') }} as integer) as staff_persons,
    actions.addressees_zh,
    actions.reward_base_cny,
    cast(actions.reward_coefficient as decimal(24, 6)) as reward_coefficient,
    actions.reward_per,
    cast({{ round_half_up(
        "actions.reward_base_cny * actions.reward_coefficient"
        ~ " * case actions.reward_per when 'person' then " ~ round_half_up('staff.indicator_value', '0') ~ " when 'unit' then 1 end",
        '2'
    ) }} as decimal(24, 6)) as reward_amount_cny
from {{ ref('int_grading__consequences') }} as actions
cross join {{ ref('int_build__parameters') }} as build
left join staff on actions.unit_code = staff.unit_code
order by actions.unit_code, actions.action_code
