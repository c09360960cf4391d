"""Which rectification items of a published year are overdue on a day. How they are shown is decided elsewhere.

A release judges its items as of a day that belongs to its inputs, so that the same inputs give the same release; what time has done
since is asked here, of the items and reports that the release has.
"""

import datetime as dt
from dataclasses import dataclass

from orchestration.foundation.errors import UserError
from orchestration.publication.release import Release
from orchestration.results import Row, open_release

# Done or said to be done is not overdue, whatever the day.
OVERDUE = """
select
    i.unit_code, u.unit_name_zh, u.unit_name_en, i.item_no, i.item_source, i.source_code, i.source_name_zh,
    i.observed_score, i.threshold_score, i.comment_count, i.due_date, date_diff('day', i.due_date, cast($day as date)) as overdue_days,
    i.report_date, i.progress_text, i.progress_pct
from fct_rectification_item as i
inner join dim_unit as u on i.unit_code = u.unit_code
where i.item_state in ('open', 'in_progress', 'overdue') and i.due_date < $day
order by overdue_days desc, u.group_sort_order, i.unit_code, i.item_no
"""
COUNTS = """
select
    count(*) as item_count, count(i.due_date) as due_count,
    -- Also a report that matches no item says that somebody has reported; it is what the day of the states comes from.
    greatest(max(i.report_date), (select max(r.report_date) from fct_rectification_report as r)) as last_report_date
from fct_rectification_item as i
"""
DUE_DAYS = (
    "select 1 from duckdb_columns() where table_name = 'fct_rectification_item' and column_name = 'due_date'"
)


@dataclass(frozen=True)
class Overdue:
    """What is overdue of a release on a day.

    Attributes:
        rows: The overdue items, the longest first.
        item_count: Items of the release in all.
        due_count: Those of them with a due day.
        last_report_date: Day of the newest report that the release knows; None: nobody has reported.
    """

    rows: list[Row]
    item_count: int
    due_count: int
    last_report_date: dt.date | None


def overdue(release: Release, day: dt.date) -> Overdue:
    """Return the items that are open or in progress after their due day.

    Args:
        release: A published annual release.
        day: The day that is asked for; an item due on it is not yet overdue.

    Raises:
        UserError: The release was made before items had due days.
    """
    with open_release(release.folder) as tables:
        if not tables.rows(DUE_DAYS):
            raise UserError(
                f"{release.release_id} was made before items had due days and states: run `jixiao run` for its year anew.",
                f"{release.release_id} 由早期版本生成，整改事项没有期限和状态，请对该年度重新运行 jixiao run。",
            )
        (counts,) = tables.rows(COUNTS)
        return Overdue(tables.rows(OVERDUE, day=day), **counts)
