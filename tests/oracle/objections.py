"""Objections of units: how far each has come, by METHOD.md's 'View, object, decide' and docs/releases.md."""

import datetime as dt

from tests.oracle.landed import Inputs, Row
from tests.oracle.results import ObjectionRow
from tests.oracle.scheme import Scheme

SOURCE = "efficiency_office__objections"


def objection_rows(inputs: Inputs, scheme: Scheme) -> list[ObjectionRow]:
    """Return the year's objections with what came of them."""
    last = scheme.settings.get("objection_until")
    until = dt.date.fromisoformat(last) if last else None
    decisions = {row["objection_no"]: row for row in inputs.labelled(f"{SOURCE}__decisions", inputs.year)}
    return [
        _row(inputs, row, decisions.get(row["objection_no"]), until)
        for row in inputs.rows(f"{SOURCE}__rows")
        if row["_period"] == str(inputs.year)
    ]


def _row(inputs: Inputs, row: Row, decision: Row | None, until: dt.date | None) -> ObjectionRow:
    day = dt.date.fromisoformat(row["objection_date"])
    late = until is not None and day > until
    told = decision or {}
    if told.get("decision"):
        state = told["decision"]
    elif late:
        state = "late"
    else:
        state = "open" if decision is None else "answered"
    digits = told.get("corrected_sha256")
    read = sorted(
        name for name, line in inputs.submissions.items() if digits and line["file_sha256"].startswith(digits)
    )
    decided = told.get("decided_date")
    return ObjectionRow(
        objection_no=row["objection_no"],
        unit_code=row["unit_code"],
        objection_date=day,
        indicator_code=row["indicator_code"],
        is_late=late,
        objection_state=state,
        decided_date=dt.date.fromisoformat(decided) if decided else None,
        corrected_sha256=digits,
        corrected_submission_id=read[0] if read else None,
        objection_until=until,
        objection_cell=inputs.cell(row, "rows", "objection_text").cell,
    )
