-- The cumulative value of each quarter, of the build's year and those before it: the figure with the highest vintage.
with ranked as (
    select
        *,
        row_number() over (
            partition by unit_code, indicator_code, period_code order by vintage_rank desc nulls last
        ) as choice
    from {{ ref('int_indicator__facts') }}
    where period_quarter is not null and indicator_value is not null
)

select
    unit_code,
    indicator_code,
    period_code,
    period_year,
    period_quarter,
    indicator_value,
    submission_id,
    sheet_name,
    cell_address
from ranked
where choice = 1
