-- The figure of a year is an annual one or the fourth quarter's cumulative one, whichever has the later vintage; at the same
-- vintage the annual one. A cell that says why it is empty gives a row without a value, so that its consequence can be traced
-- (not applicable before any other reason); a blank gives none.
with candidates as (
    select *
    from {{ ref('int_indicator__facts') }}
    where
        (period_quarter is null or period_quarter = 4)
        and (indicator_value is not null or missing_reason <> 'not_delivered')
),

ranked as (
    select
        *,
        row_number() over (
            partition by unit_code, indicator_code, period_year
            order by
                case when indicator_value is null then 1 else 0 end asc,
                case when missing_reason = 'not_applicable' then 0 else 1 end asc,
                vintage_rank desc nulls last,
                period_quarter asc nulls first
        ) as choice
    from candidates
)

select
    unit_code,
    indicator_code,
    period_year,
    indicator_value,
    vintage,
    case when indicator_value is null then missing_reason else 'value' end as value_status,
    missing_reason,
    submission_id,
    sheet_name,
    cell_address,
    raw_text,
    is_synthetic
from ranked
where choice = 1
