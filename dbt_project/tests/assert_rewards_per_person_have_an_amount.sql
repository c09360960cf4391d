-- A reward per person of a unit without a figure of its staff would stand there without an amount.
select
    unit_code,
    action_code,
    reward_base_cny
from {{ ref('fct_accountability_action') }}
where reward_base_cny is not null and reward_amount_cny is null
