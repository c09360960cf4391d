"""The queries that are open to an answer: those of accepted files, and those that the gate asks of the efficiency office.

Finding what is implausible is done elsewhere; here queries get their names and are listed.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from orchestration.contracts import Contracts
from orchestration.foundation.answers import GATE_ANSWERER, Answer, answers
from orchestration.foundation.periods import Period
from orchestration.foundation.queries import query_id
from orchestration.foundation.workspace import Workspace
from orchestration.intake.findings import Finding
from orchestration.intake.ledger import latest_accepted, read_receipt

QUERY = "QUERY"


@dataclass(frozen=True)
class Query:
    """One query and what has been said to it.

    Attributes:
        query_id: Its name.
        bureau: Code of the bureau that is asked.
        dataset: Code of the dataset; None for a query of the gate.
        period: Code of the period.
        place: File, sheet, cell and header; the check's name for a query of the gate.
        message_zh: What is asked.
        message_en: The same in English.
        answer: The explanation, or None while the query is open.
    """

    query_id: str
    bureau: str
    dataset: str | None
    period: str
    place: str
    message_zh: str
    message_en: str
    answer: Answer | None = None


def with_query_ids(
    bureau: str, dataset: str, period: Period, findings: Iterable[Finding]
) -> tuple[Finding, ...]:
    """Return findings with a name on each query, by which it can be answered."""
    return tuple(
        replace(
            item,
            query_id=query_id(
                bureau,
                dataset,
                period.code,
                rule=item.rule,
                key=item.key,
                header=item.header,
                value=item.value,
                compared=item.compared,
            ),
        )
        if item.severity == QUERY
        else item
        for item in findings
    )


def queries(workspace: Workspace, contracts: Contracts, period: Period) -> list[Query]:
    """Return every query that stands on a period, answered or not, in a stable order."""
    given = answers(workspace)
    return [
        replace(query, answer=given.get((query.bureau, query.period, query.query_id)))
        for query in (*_of_files(workspace, contracts, period), *_of_gate(workspace, period))
    ]


def open_queries(workspace: Workspace, contracts: Contracts, period: Period) -> list[Query]:
    """Return the queries on a period that nobody has answered."""
    return [query for query in queries(workspace, contracts, period) if query.answer is None]


def _of_files(workspace: Workspace, contracts: Contracts, period: Period) -> Iterator[Query]:
    for contract in contracts:
        folder = latest_accepted(workspace, contract.key, period)
        if folder is None:
            continue
        for item in read_receipt(folder / "receipt.json").findings:
            if item.query_id is not None:
                place = (item.file, item.sheet, item.cell, item.header)
                yield Query(
                    query_id=item.query_id,
                    bureau=contract.bureau,
                    dataset=contract.dataset,
                    period=period.code,
                    place=" ".join(part for part in place if part),
                    message_zh=item.message_zh,
                    message_en=item.message_en,
                )


def _of_gate(workspace: Workspace, period: Period) -> Iterator[Query]:
    seen: set[str] = set()
    for path in sorted(workspace.warehouse.glob(f"builds/*/{period.code}/*/verdicts.json")):
        for check in json.loads(path.read_text(encoding="utf-8"))["checks"]:
            name = check.get("query_id")
            if check["kind"] == "intake" or name is None or name in seen:
                continue
            seen.add(name)
            yield Query(
                query_id=name,
                bureau=GATE_ANSWERER,
                dataset=None,
                period=period.code,
                place=check["check_id"],
                message_zh=check["message_zh"],
                message_en=check["message_en"],
            )
