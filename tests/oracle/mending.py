"""Rectification items with their states, what is overdue, and whose leaders are interviewed (section 8)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.appraisal import Appraisal, withheld_of_unit
from tests.oracle.exact import parse
from tests.oracle.landed import Inputs, Row
from tests.oracle.results import (
    CommentRow,
    InterviewRow,
    MartRow,
    OverdueRow,
    RectificationRow,
    ReportRow,
)
from tests.oracle.scheme import Scheme
from tests.oracle.treatment import Unit


@dataclass(frozen=True)
class Item:
    """Something that a unit must mend."""

    unit: str
    source: str
    code: str
    due_days: int
    observed: Fraction | None = None
    threshold: Fraction | None = None
    comment_count: int | None = None


def comment_items(scheme: Scheme, rows: Iterable[tuple[CommentRow, int | None]]) -> list[Item]:
    """Return the items that comments make."""
    usual = int(scheme.number("rectification_days"))
    behind: dict[str, list[tuple[CommentRow, int]]] = {}
    for row, days in rows:
        if row.item_no is not None:
            behind.setdefault(row.item_no, []).append((row, usual if days is None else days))
    found = []
    for name, of_item in behind.items():
        unit = str(of_item[0][0].responsible_unit_code)
        code = name.split(f"-{unit}-comment-", 1)[1]
        count = len({row.comment_id for row, _ in of_item})
        found.append(Item(unit, "comment", code, min(days for _, days in of_item), comment_count=count))
    return found


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _state(report: Row | None) -> str:
    if report is None:
        return "open"
    found, evidence = report["confirmation"], report["evidence_reference"]
    if found == "returned":
        return "in_progress"
    if found == "accepted":
        return "closed" if evidence else "submitted"
    return "submitted" if report["claimed_state"] == "done" else "in_progress"


def mending_rows(inputs: Inputs, scheme: Scheme, items: list[Item]) -> list[MartRow]:
    """Return items with their states, every report, and what is overdue."""
    names = {f"{inputs.year}-{item.unit}-{item.source}-{item.code}": item for item in items}
    reports = inputs.labelled("efficiency_office__rectification_progress__rows", inputs.year)
    counting: dict[str, list[Row]] = {}
    for row in reports:
        if row["item_no"] in names and names[row["item_no"]].unit == row["unit_code"]:
            counting.setdefault(row["item_no"], []).append(row)
    asked = _date(inputs.parameters["state_date"])
    last = max((row["report_date"] for row in reports), default=None)
    day, feedback = asked or _date(last), _date(scheme.settings.get("feedback_date"))
    rows: list[MartRow] = [
        _report_row(inputs, row, row in counting.get(row["item_no"], [])) for row in reports
    ]
    for name, item in names.items():
        newest = max(counting.get(name, []), key=lambda row: str(row["report_date"]), default=None)
        due = feedback + dt.timedelta(days=item.due_days) if feedback else None
        state = _state(newest)
        late = (day - due).days if state in ("open", "in_progress") and day and due and due < day else None
        told = newest or {}
        is_closed = state == "closed"
        rows.append(
            RectificationRow(
                item_no=name,
                unit_code=item.unit,
                item_source=item.source,
                source_code=item.code,
                observed_score=item.observed,
                threshold_score=item.threshold,
                comment_count=item.comment_count,
                due_days=item.due_days,
                due_date=due,
                item_state="overdue" if late else state,
                overdue_days=late,
                state_date=day,
                report_date=_date(told.get("report_date")),
                progress_pct=parse(told.get("progress_pct")),
                evidence_reference=told.get("evidence_reference"),
                closed_date=_date(told["confirmed_date"]) if is_closed else None,
                report_submission_id=told.get("_submission_id"),
                report_cell=inputs.cell(newest, "rows", "progress_text").cell if newest else None,
            )
        )
        if late:
            rows.append(OverdueRow(item_no=name, unit_code=item.unit, due_date=due, overdue_days=late))
    return rows


def _report_row(inputs: Inputs, row: Row, has_item: bool) -> ReportRow:
    return ReportRow(
        item_no=row["item_no"],
        report_date=_date(row["report_date"]),
        unit_code=row["unit_code"],
        has_item=has_item,
        progress_pct=parse(row["progress_pct"]),
        claimed_state=row["claimed_state"],
        confirmation=row["confirmation"],
        confirmed_date=_date(row["confirmed_date"]),
        report_cell=inputs.cell(row, "rows", "progress_text").cell,
    )


def interview_rows(
    scheme: Scheme, units: list[Unit], appraisals: dict[str, Appraisal], items: list[Item]
) -> list[InterviewRow]:
    """Return the units whose leaders are interviewed."""
    bound = Fraction(scheme.setting("interview_score_below", "0"))
    lowest, topics, indicators = (
        int(scheme.setting(f"interview_{name}", "0"))
        for name in ("lowest_count", "weak_topics", "weak_indicators")
    )
    fewest = scheme.number("min_answers_per_group")
    rows = []
    for unit in units:
        score = appraisals[unit.code].score
        others = [appraisals[other.code].score for other in units if other.group == unit.group]
        rank = None if score is None else 1 + sum(other is not None and other < score for other in others)
        weak = {
            kind: sum(i.unit == unit.code and i.source == kind for i in items)
            for kind in ("weak_topic", "weak_indicator")
        }
        hidden = withheld_of_unit(appraisals[unit.code], fewest)
        means = {
            t: appraisals[unit.code].topic_mean(t) for t in appraisals[unit.code].topics if t not in hidden
        }
        told = sorted((mean, len(topic), topic) for topic, mean in means.items() if mean is not None)
        row = InterviewRow(
            unit_code=unit.code,
            group_code=unit.group,
            interview_leaders_zh=scheme.setting("interview_leaders", "主要负责人"),
            is_score_low=score is not None and score < bound,
            is_lowest_in_group=rank is not None and rank <= lowest,
            has_weak_topics=0 < topics <= weak["weak_topic"],
            has_weak_indicators=0 < indicators <= weak["weak_indicator"],
            appraisal_score=score,
            lowest_rank=rank,
            weak_topic_count=weak["weak_topic"],
            weak_indicator_count=weak["weak_indicator"],
            lowest_topic_code=told[0][2] if told else None,
            lowest_topic_score=told[0][0] if told else None,
        )
        if row.is_score_low or row.is_lowest_in_group or row.has_weak_topics or row.has_weak_indicators:
            rows.append(row)
    return rows
