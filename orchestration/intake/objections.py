"""Objections to provisional results: what a file of objections, answers and decisions must hold beyond its contract.

A decision that nobody can be asked about, or that precedes what it decides on, is refused at the door.
"""

import datetime as dt
from collections.abc import Iterator

from orchestration.intake.answers import future_findings
from orchestration.intake.findings import Finding
from orchestration.intake.staged import StagedTable

DATASET = ("efficiency_office", "objections")
OBJECTIONS, DECISIONS = "rows", "decisions"
# The text of the sheet; staging gives codes.
REJECTED = "不采纳"
DECIDED_WITH = ("decision_reason", "decided_by", "decided_date")
FIELDS = ("objection_no", "answer_date", "decision", *DECIDED_WITH, "corrected_sha256")


def objection_findings(
    objections: StagedTable, decisions: StagedTable | None, today: dt.date
) -> Iterator[Finding]:
    """Yield what is wrong with a file of objections.

    Args:
        objections: The objections, one per row.
        decisions: Answers and decisions, one per row; None where the file has no such sheet.
        today: No objection, answer or decision can be dated later.
    """
    yield from future_findings(objections, "objection_date", "objection_no", today)
    if decisions is None:
        return
    yield from future_findings(decisions, "answer_date", "objection_no", today)
    asked = {
        row["objection_no"]: row["objection_date"]
        for row in objections.read(("objection_no", "objection_date")).to_pylist()
    }
    for row in decisions.read(FIELDS).to_pylist():
        name, number = row["objection_no"], row["_row"]
        if row["decision"] is not None:
            for field in DECIDED_WITH:
                if row[field] is None:
                    yield decisions.finding(
                        "O01_DECISION_INCOMPLETE", field, number, key=name, value=row["decision"]
                    )
        if row["corrected_sha256"] is not None and row["decision"] in (None, REJECTED):
            yield decisions.finding(
                "O02_CORRECTED_THOUGH_NOT_UPHELD",
                "corrected_sha256",
                number,
                key=name,
                value=row["corrected_sha256"],
                allowed=row["decision"] or "（尚未决定 not decided）",
            )
        # ISO dates compare as text.
        steps = ((asked.get(name), "answer_date"), (row["answer_date"], "decided_date"))
        for before, field in steps:
            if before is not None and row[field] is not None and row[field] < before:
                yield decisions.finding(
                    "O03_DATES_OUT_OF_ORDER", field, number, key=name, value=row[field], allowed=before
                )
        if row["decided_date"] is not None and row["decided_date"] > today.isoformat():
            yield decisions.finding(
                "A03_DATE_IN_FUTURE",
                "decided_date",
                number,
                key=name,
                value=row["decided_date"],
                allowed=today,
            )
