select
    build.release_id,
    build.period_year as evaluation_year,
    items.item_no,
    items.unit_code,
    items.item_source,
    items.source_code,
    items.source_name_zh,
    items.observed_score,
    items.threshold_score,
    items.comment_count,
    items.due_days,
    states.due_date,
    states.item_state,
    states.overdue_days,
    states.state_date,
    states.report_date,
    states.progress_text,
    states.progress_pct,
    states.evidence_reference,
    case when states.item_state = 'closed' then states.confirmed_date end as closed_date,
    states.submission_id as report_submission_id,
    states.sheet_name as report_sheet,
    states.progress_cell as report_cell
from {{ ref('int_rectification__items') }} as items
inner join {{ ref('int_rectification__states') }} as states on items.item_no = states.item_no
cross join {{ ref('int_build__parameters') }} as build
order by items.item_no
