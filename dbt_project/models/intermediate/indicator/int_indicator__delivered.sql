-- Every delivered figure with the unit that it is about: by code, or by name where the bureau delivers names, as the register of
-- the figure's own year has them. `unit_code` is the unit's code in the evaluated year; null when it no longer exists then.
with facts as (
    select
        *,
        {{ year_of('period_code') }} as period_year,
        {{ quarter_of('period_code') }} as period_quarter,
        case when unit_code is null then {{ name_key('unit_name_zh') }} end as name_key_in_use
    from {{ ref('int_facts__all') }}
),

codes as (
    select * from {{ ref('int_unit__codes') }}
)

select
    coalesce(by_code.unit_id, by_name.unit_id) as unit_id,
    case when facts.unit_code is null then by_name.evaluated_unit_code else by_code.evaluated_unit_code end
        as unit_code,
    facts.unit_code as delivered_unit_code,
    facts.unit_name_zh as delivered_unit_name_zh,
    facts.indicator_code,
    facts.indicator_value,
    facts.value_text,
    facts.table_name,
    facts.field_name,
    facts.submission_id,
    facts.sheet_name,
    facts.row_number,
    facts.period_code,
    facts.period_year,
    facts.period_quarter,
    facts.vintage,
    facts.is_synthetic
from facts
left join codes as by_code
    on facts.period_year = by_code.period_year and facts.unit_code = by_code.unit_code
left join codes as by_name
    on
        facts.period_year = by_name.period_year
        and facts.name_key_in_use = by_name.unit_name_key
