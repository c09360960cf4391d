"""What people are shown of deliveries: the page, the reminder list, and the words that both share."""

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest

from orchestration.foundation.workspace import Workspace
from orchestration.papers.reminders import write_reminders
from orchestration.papers.status_page import status_page, write_status_page
from orchestration.papers.status_words import STATUS, needs_reminder, next_step, reminder_text, summary

TODAY = dt.date(2021, 2, 1)
NOW = dt.datetime(2021, 2, 1, 1, tzinfo=dt.UTC)


def line(status: str = "accepted", **told: Any) -> dict[str, Any]:
    asked = told.get("open_queries", 0)
    usual = {
        "bureau": "finance",
        "bureau_name_zh": "财政局",
        "dataset": "payments",
        "dataset_name_zh": "执行情况",
        "period": "2020",
        "status": status,
        "is_required": True,
        "due": "2021-01-31",
        "days_late": 0,
        "received_at": None if status in ("missing", "awaited") else "2021-01-30T16:30:00+00:00",
        "file_name": None if status in ("missing", "awaited") else "2020年执行情况.csv",
        "findings": 0,
        "open_queries": 0,
        "replaced": 0,
        "is_settled": status in ("accepted", "late") and not asked,
    }
    return {**usual, **told}


@pytest.mark.parametrize("status", STATUS)
def test_every_state_has_words_in_both_languages_and_a_place_on_the_page(status: str) -> None:
    symbol, words, tone = STATUS[status]
    page = status_page("2020", [line(status)], now=NOW)
    assert f'<span class="state {tone}">{symbol} {words.zh}</span>' in page
    assert words.en in page


def test_the_page_tells_the_time_in_shanghai() -> None:
    page = status_page("2020", [line()], now=NOW)
    assert "截至 2021-02-01 09:00" in page
    assert "2021-01-31 00:30" in page


def test_the_page_sets_quarters_before_the_year(tmp_path: Path) -> None:
    lines = [line(), line(period="2020Q2", dataset="flash"), line(period="2020Q1", dataset="flash")]
    path = write_status_page(Workspace(tmp_path, tmp_path), "2020", lines, now=NOW)
    assert path == tmp_path / "answers" / "报送情况-2020.html"
    page = path.read_text(encoding="utf-8")
    marks = [page.index(f'class="mark">{when}</th>') for when in ("2020Q1", "2020Q2", "2020")]
    assert marks == sorted(marks)


def test_names_that_came_from_outside_are_escaped() -> None:
    page = status_page("2020", [line("refused", file_name="<b>x</b>.csv")], now=NOW)
    assert "<b>x</b>" not in page
    assert "%3Cb%3E" in page or "&lt;b&gt;" in page


def test_the_summary_counts_what_stands_how() -> None:
    told = summary([line(), line("missing"), line("missing"), line("late", open_queries=3)])
    assert told.zh == "共 4 项，已接收 1，逾期接收 1，逾期未报 2，待答复疑问 3"
    assert told.en == "4 in all, 1 accepted, 1 accepted late, 2 missing, 3 open queries"


@pytest.mark.parametrize(
    ("told", "is_reminded"),
    [
        (line(), False),
        (line("late"), False),
        (line("fault"), False),
        (line("refused"), True),
        (line("missing"), True),
        (line(open_queries=1), True),
        (line("awaited", due="2021-02-08"), True),
        (line("awaited", due="2021-02-09"), False),
    ],
)
def test_who_is_reminded(told: dict[str, Any], is_reminded: bool) -> None:
    assert needs_reminder(told, TODAY, 7) is is_reminded
    assert bool(next_step(told).zh) is bool(next_step(told).en)


def test_a_reminder_says_what_is_due_and_for_how_long() -> None:
    text = reminder_text(line("missing", days_late=1))
    assert text == "财政局：2020 “执行情况”应于 2021-01-31 前报送，已逾期 1 天，请尽快报送。"


def test_the_list_opens_in_excel_and_computes_nothing(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, tmp_path)
    lines = [line(), line("missing", days_late=1), line("refused", file_name="=1+1.csv")]
    path = write_reminders(workspace, "2020", lines, TODAY)
    assert path is not None
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row[3] for row in rows[1:]] == ["逾期未报", "未接收"]
    assert rows[2][7] == "'=1+1.csv"


def test_without_anybody_to_remind_there_is_no_list(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, tmp_path)
    path = write_reminders(workspace, "2020", [line("missing")], TODAY)
    assert path is not None
    assert write_reminders(workspace, "2020", [line()], TODAY) is None
    assert not path.exists()
