"""The page of a period's deliveries: an overview of bureaus and datasets, what is left to do, and every line in full.

One file that needs no network and no script. What stands is `intake`'s, the words are `status_words`'.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from orchestration.foundation.atomic import write_text
from orchestration.foundation.workspace import Workspace
from orchestration.papers.background import shanghai
from orchestration.papers.receipt_page import page_environment
from orchestration.papers.reminders import WITHIN_DAYS
from orchestration.papers.status_words import (
    STATUS,
    Line,
    needs_reminder,
    next_step,
    receipt_path,
    reminder_text,
    summary,
)


def write_status_page(workspace: Workspace, period: str, lines: Sequence[Line], *, now: dt.datetime) -> Path:
    """Write the page of a period.

    Args:
        workspace: The folders.
        period: Code of the period.
        lines: What stands of each dataset.
        now: When it was looked at.

    Returns:
        The page, `warehouse/answers/报送情况-<period>.html`; its links to receipts hold within that folder.
    """
    path = workspace.warehouse / "answers" / f"报送情况-{period}.html"
    write_text(path, status_page(period, lines, now=now))
    return path


def status_page(period: str, lines: Sequence[Line], *, now: dt.datetime) -> str:
    """Return the page's text."""
    told = [_told(line) for line in lines]
    today = shanghai(now.isoformat()).date()
    reminded = [line for line in lines if needs_reminder(line, today, WITHIN_DAYS)]
    return (
        page_environment()
        .get_template("status.html.j2")
        .render(
            period=period,
            at=f"{shanghai(now.isoformat()):%Y-%m-%d %H:%M}",
            summary=summary(lines),
            tone=_tone(lines),
            periods=list(dict.fromkeys(line["period"] for line in sorted(lines, key=_by_period))),
            overview=_overview(told),
            todo=[line for line in told if not line["is_settled"]],
            reminders=[(line["bureau_name_zh"], reminder_text(line)) for line in reminded],
            lines=told,
            legend=STATUS.values(),
        )
    )


def _by_period(line: Line) -> tuple[int, str]:
    """Return where a period comes: the year itself after its quarters."""
    return (len(line["period"]) == len("2020"), line["period"])


def _tone(lines: Iterable[Line]) -> str:
    told = list(lines)
    if any(line["status"] in ("missing", "refused", "fault") for line in told):
        return "refused"
    return "accepted" if all(line["is_settled"] for line in told) else "queried"


def _told(line: Line) -> dict[str, Any]:
    symbol, words, tone = STATUS[line["status"]]
    received = line["received_at"]
    return {
        **line,
        "symbol": symbol,
        "words": words,
        "tone": tone,
        "next": next_step(line),
        "received": f"{shanghai(received):%Y-%m-%d %H:%M}" if received else "",
        "receipt": quote(receipt_path(line)) if line["file_name"] else "",
    }


def _overview(told: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return a row per bureau and dataset, with the line of each period in which it is due."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for line in told:
        if line["due"] is None:
            continue
        row = rows.setdefault(
            (line["bureau"], line["dataset"]),
            {"bureau": line["bureau_name_zh"], "dataset": line["dataset_name_zh"], "lines": {}},
        )
        row["lines"][line["period"]] = line
    return list(rows.values())
