"""Reads the answers that bureaus have given to queries, as they landed.

Which queries there are, and what an answered one may do, is decided by those who raise and judge them; both meet here.
"""

import datetime as dt
import json
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow.parquet as pq

from orchestration.foundation.workspace import Workspace

DATASET, TABLE = "query_answers", "rows"
# Who answers what the gate asks about the results as a whole.
GATE_ANSWERER = "efficiency_office"


@dataclass(frozen=True)
class Answer:
    """One explanation of a figure that a check asks about.

    Attributes:
        query_id: The query.
        text: The explanation.
        by: Who gave it.
        on: The day that they wrote.
        bureau: Code of the bureau that answered.
        period: Code of the period in whose folder the answer was dropped.
        file: Name of the file.
        sha256: Its hash.
        submission_id: Its submission.
        accepted_at: When it was accepted.
        is_synthetic: Whether the explanation is made up.
    """

    query_id: str
    text: str
    by: str
    on: str
    bureau: str
    period: str
    file: str
    sha256: str
    submission_id: str
    accepted_at: str
    is_synthetic: bool

    def as_dict(self) -> dict[str, Any]:
        """Return the answer for JSON."""
        return asdict(self)


def answers(workspace: Workspace, as_of: dt.datetime | None = None) -> dict[tuple[str, str, str], Answer]:
    """Return the answers in force by bureau, period and query: to one query the one accepted last holds.

    Args:
        workspace: Where they landed.
        as_of: Answers accepted later are not seen; None sees all.
    """
    found: list[Answer] = []
    for path in workspace.landing.glob(f"*/{DATASET}/*/*/receipt.json"):
        receipt = json.loads(path.read_text(encoding="utf-8"))
        if as_of is None or dt.datetime.fromisoformat(receipt["decided_at"]) <= as_of:
            rows = pq.read_table(path.parent / f"{TABLE}.parquet").to_pylist()
            found += [_answer(row, receipt) for row in rows]
    found.sort(key=lambda answer: (answer.accepted_at, answer.submission_id))
    return {(answer.bureau, answer.period, answer.query_id): answer for answer in found}


def _answer(row: dict[str, Any], receipt: dict[str, Any]) -> Answer:
    return Answer(
        query_id=row["query_id"],
        text=row["explanation"],
        by=row["answered_by"],
        on=row["answered_on"],
        bureau=receipt["bureau"],
        period=receipt["period"],
        file=receipt["file"]["name"],
        sha256=receipt["file"]["sha256"],
        submission_id=receipt["submission_id"],
        accepted_at=receipt["decided_at"],
        is_synthetic=row["_data_nature"] == "synthetic",
    )
