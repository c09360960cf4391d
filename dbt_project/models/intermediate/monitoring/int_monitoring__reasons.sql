-- Why a quarter's cell has no value, (a blank says the least), and whether the indicator is not applicable to the unit.
select
    unit_code,
    indicator_code,
    period_code,
    coalesce(min(case when missing_reason <> 'not_delivered' then missing_reason end), min(missing_reason)) as missing_reason,
    max(case when missing_reason = 'not_applicable' then 1 else 0 end) = 1 as is_not_applicable
from {{ ref('int_indicator__facts') }}
where period_quarter is not null and indicator_value is null
group by unit_code, indicator_code, period_code
