-- The state of every item: what its newest report says, and whether its time has run out by the day that is asked for.
with last_day as (
    select coalesce(max(build.state_date), max(reports.report_date)) as state_date
    from {{ ref('int_build__parameters') }} as build
    left join {{ ref('int_rectification__reports') }} as reports on build.state_date is null
),

newest as (
    select * from {{ ref('int_rectification__reports') }}
    where has_item and newest_first = 1
),

reported as (
    select
        items.item_no,
        cast({{ dbt.dateadd('day', 'items.due_days', 'settings.feedback_date') }} as date) as due_date,
        last_day.state_date,
        case
            when newest.item_no is null then 'open'
            when newest.confirmation = 'returned' then 'in_progress'
            when newest.confirmation = 'accepted' and newest.evidence_reference is not null then 'closed'
            when newest.confirmation = 'accepted' or newest.claimed_state = 'done' then 'submitted'
            else 'in_progress'
        end as reported_state,
        newest.report_date,
        newest.progress_text,
        newest.progress_pct,
        newest.evidence_reference,
        newest.confirmed_date,
        newest.submission_id,
        newest.sheet_name,
        newest.progress_cell
    from {{ ref('int_rectification__items') }} as items
    cross join {{ ref('int_rectification__settings') }} as settings
    cross join last_day
    left join newest on items.item_no = newest.item_no
)

select
    *,
    case
        when reported_state in ('open', 'in_progress') and due_date < state_date then 'overdue'
        else reported_state
    end as item_state,
    case
        when reported_state in ('open', 'in_progress') and due_date < state_date
            then cast({{ dbt.datediff('due_date', 'state_date', 'day') }} as integer)
    end as overdue_days
from reported
