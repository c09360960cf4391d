"""Renders `report/index.html`: one page that needs no network and no script, from the release's own tables.

What is computed here is only how things are grouped for reading; every number stands in the mart.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from orchestration.foundation.atomic import write_text
from orchestration.foundation.calendar import SHANGHAI
from orchestration.publication import report_queries as queries
from orchestration.publication.approval import read_approval
from orchestration.publication.audit import Audited
from orchestration.publication.progress_picture import picture
from orchestration.publication.ranking import RANKING, Row, rows_of
from orchestration.publication.release_manifest import NOTICE_EN, NOTICE_ZH, answered_queries
from orchestration.publication.release_types import NAMES_ZH

TEMPLATES = Path(__file__).parent / "templates"
GRADES = ("A", "B", "C", "D")
KINDS = {
    "dbt": "dbt 测试 tests",
    "expectation": "统计预期 expectations",
    "intake": "收文 intake",
    "integrity": "完整性 integrity",
}

ITEM_WORDS = {
    "weak_indicator": "弱项指标 weak indicator",
    "weak_topic": "弱项评议内容 weak topic",
    "comment": "公众意见 comments",
    "open": "未开始 open",
    "in_progress": "整改中 in progress",
    "submitted": "已报完成，待核实 submitted",
    "closed": "已销号 closed",
    "overdue": "已逾期 overdue",
}


def number(value: Decimal | int | None, digits: int = 2) -> str:
    """Return a number with fixed digits, rounded half-up, or a dash when there is none."""
    if value is None:
        return "–"
    return f"{Decimal(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):,}"


def moment(text: str) -> str:
    """Return an ISO time as Shanghai time to the minute."""
    parsed = dt.datetime.fromisoformat(text)
    return (parsed.astimezone(SHANGHAI) if parsed.tzinfo else parsed).strftime("%Y-%m-%d %H:%M")


def width(value: Decimal | None, full: int) -> str:
    """Return how long a bar is, in per cent of its place."""
    share = Decimal(0) if value is None else Decimal(100) * value / full
    return f"{min(max(share, Decimal(0)), Decimal(100)):.1f}%"


def _grouped(rows: Iterable[Row], *columns: str) -> list[dict[str, Any]]:
    """Return consecutive rows that agree on the columns, as one dict per group with its `rows`."""
    return [
        {**dict(zip(columns, key, strict=True)), "rows": list(members)}
        for key, members in groupby(rows, lambda row: tuple(row[column] for column in columns))
    ]


def _league_tables(rows: list[Row]) -> list[dict[str, Any]]:
    groups = _grouped(rows, "group_code", "group_name_zh", "group_name_en")
    for group in groups:
        counts = Counter(row["grade_final"] for row in group["rows"])
        names = {row["grade_final"]: row["grade_final_name_zh"] for row in group["rows"]}
        group["grades"] = [(g, names[g], counts[g]) for g in GRADES if counts[g]]
        group["held"] = counts[None]
        group["moved"] = [row for row in group["rows"] if row["grade_final"] != row["grade_threshold"]]
    return groups


def _annual(parquet: Path) -> dict[str, Any]:
    results = rows_of(parquet, RANKING)
    weak = rows_of(parquet, queries.WEAK_INDICATORS)
    actions = rows_of(parquet, queries.ACTIONS)
    return {
        "groups": _league_tables(results),
        "grade_names": {row["grade_final"]: row["grade_final_name_zh"] for row in results},
        "adjustments": rows_of(parquet, queries.ADJUSTMENTS),
        "weak_groups": _grouped(weak, "group_name_zh", "group_name_en"),
        "weak_summary": rows_of(parquet, queries.WEAK_SUMMARY),
        "actions": _grouped(actions, "action_code", "action_zh", "action_en"),
        "item_summary": rows_of(parquet, queries.ITEM_SUMMARY),
        "item_groups": _grouped(rows_of(parquet, queries.ITEMS), "group_name_zh", "group_name_en"),
        "item_words": ITEM_WORDS,
        "interviews": rows_of(parquet, queries.INTERVIEWS),
    }


def _monitoring(parquet: Path) -> dict[str, Any]:
    rows = rows_of(parquet, queries.PROGRESS)
    columns = ("indicator_code", "node_name_zh", "node_name_en", "unit_of_measure")
    indicators = _grouped(rows, *columns)
    quarters = _grouped(rows_of(parquet, queries.QUARTERS), "indicator_code", "unit_code")
    pictures = {(one["indicator_code"], one["unit_code"]): picture(one["rows"]) for one in quarters}
    for indicator in indicators:
        indicator["counts"] = Counter(row["monitoring_status"] for row in indicator["rows"])
        for row in indicator["rows"]:
            row["picture"] = pictures[indicator["indicator_code"], row["unit_code"]]
    return {"indicators": indicators, "alerts": rows_of(parquet, queries.ALERTS)}


def _checks(checks: Iterable[Mapping[str, Any]], marts: Iterable[str]) -> list[dict[str, Any]]:
    """Return the checks by kind, with the mart tables that they concern and the number of tables upstream."""
    ordered = sorted(checks, key=lambda check: (check["kind"], check["table"] or "", check["check_id"]))
    groups = _grouped(map(dict, ordered), "kind")
    for group in groups:
        tables = {check["table"] for check in group["rows"] if check["table"]}
        group["label"] = KINDS[group["kind"]]
        group["marts"] = sorted(tables.intersection(marts))
        group["upstream"] = len(tables.difference(marts))
    return groups


def environment() -> Environment:
    """Return the templates: everything is escaped, and a missing value is an error."""
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    made.trim_blocks = made.lstrip_blocks = True
    made.filters.update(number=number, moment=moment, width=width)
    made.globals["css"] = Markup((TEMPLATES / "report.css").read_text(encoding="utf-8"))  # noqa: S704 our own file
    return made


def write_report(folder: Path, audited: Audited, release_type: str, *, now: dt.datetime) -> None:
    """Write `report/index.html` into a release folder that already holds its Parquet files.

    Args:
        folder: The release folder, or the one being built.
        audited: The candidate and its verdict.
        release_type: What it is published as.
        now: Time of publication.
    """
    candidate, parquet = audited.candidate, folder / "parquet"
    kind = candidate["kind"]
    content = _annual(parquet) if kind == "annual" else _monitoring(parquet)
    page = (
        environment()
        .get_template(f"{kind}.html.j2")
        .render(
            candidate=candidate,
            release_type=(NAMES_ZH[release_type], release_type),
            signed_by=(read_approval(folder) or {}).get("statement"),
            published_at=now.isoformat(),
            decided_at=audited.verdicts["decided_at"],
            check_count=len(audited.verdicts["checks"]),
            checks=_checks(audited.verdicts["checks"], candidate["tables"]),
            queries=answered_queries(audited),
            notice=(NOTICE_ZH, NOTICE_EN) if candidate["is_synthetic"] else None,
            **content,
        )
    )
    write_text(folder / "report" / "index.html", page)
