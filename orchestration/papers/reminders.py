"""The reminder list: whom to remind of what, with words to send, as a CSV file that Excel opens as it should."""

import csv
import datetime as dt
import io
from collections.abc import Iterable
from pathlib import Path

from orchestration.foundation.atomic import write_text
from orchestration.foundation.safe_text import shown
from orchestration.foundation.workbook_file import is_formula_like
from orchestration.foundation.workspace import Workspace
from orchestration.papers.status_words import STATUS, Line, needs_reminder, reminder_text

HEADERS = ("部门", "期别", "数据集", "状态", "截止日期", "逾期天数", "待答复疑问", "文件", "提醒内容")
WITHIN_DAYS = 7


def write_reminders(workspace: Workspace, period: str, lines: Iterable[Line], today: dt.date) -> Path | None:
    """Write the list of a period's reminders as of a day.

    Args:
        workspace: The folders.
        period: Code of the period.
        lines: What stands of each dataset.
        today: The day.

    Returns:
        The file, `warehouse/answers/催报-<period>-<day>.csv`; None when nobody is to be reminded.
    """
    reminded = [line for line in lines if needs_reminder(line, today, WITHIN_DAYS)]
    path = workspace.warehouse / "answers" / f"催报-{period}-{today.isoformat()}.csv"
    if not reminded:
        path.unlink(missing_ok=True)
        return None
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADERS)
    writer.writerows([_plain(cell) for cell in _cells(line)] for line in reminded)
    # Without the mark, Excel takes UTF-8 for the system's own encoding.
    write_text(path, "\ufeff" + text.getvalue())
    return path


def _cells(line: Line) -> tuple[object, ...]:
    return (
        line["bureau_name_zh"],
        line["period"],
        line["dataset_name_zh"],
        STATUS[line["status"]][1].zh,
        line["due"],
        line["days_late"] or None,
        line["open_queries"] or None,
        line["file_name"],
        reminder_text(line),
    )


def _plain(cell: object) -> str:
    """Return a cell's text that no spreadsheet takes for a formula."""
    text = shown(cell)
    return f"'{text}" if is_formula_like(text) else text
