-- The year's figure is an annual one or the fourth quarter's cumulative one, whichever has the later vintage.
with candidates as (
    select *
    from {{ ref('int_indicator__facts') }}
    where period_quarter is null or period_quarter = 4
),

ranked as (
    select
        *,
        row_number() over (
            partition by unit_code, indicator_code, period_year
            order by
                case when indicator_value is null then 1 else 0 end asc,
                vintage_rank desc nulls last,
                case when period_quarter is null then 0 else 1 end asc,
                submission_id asc,
                cell_address asc
        ) as choice
    from candidates
)

select
    unit_code,
    indicator_code,
    period_year,
    indicator_value,
    vintage,
    case when indicator_value is null then 'not_applicable' else 'value' end as value_status,
    submission_id,
    sheet_name,
    cell_address,
    raw_text,
    is_synthetic
from ranked
where choice = 1
