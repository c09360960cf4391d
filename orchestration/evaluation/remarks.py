"""What has been said about a build's figures: answers to queries, corrections. Attaches the ones and holds back on the others.

Whether an answer settles a query is the gate's to decide; here a build only learns what there is.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyarrow.parquet as pq

from orchestration.contracts import CORRECTIONS, Contracts
from orchestration.evaluation.submissions import Submission
from orchestration.foundation.answers import GATE_ANSWERER, Answer
from orchestration.foundation.periods import Period

Given = Mapping[tuple[str, str, str], Answer]
QUERY = "QUERY"


def told(receipt: Mapping[str, Any], finding: Mapping[str, Any], given: Given) -> dict[str, Any]:
    """Return a finding of a receipt with where it belongs and, for a query, the answer that the bureau has given or None.

    Args:
        receipt: The receipt.
        finding: One of its findings.
        given: All answers in force.
    """
    name = finding.get("query_id")
    answer = given.get((receipt["bureau"], receipt["period"], name)) if name else None
    return {
        **finding,
        "bureau": receipt["bureau"],
        "dataset": receipt["dataset"],
        "period": receipt["period"],
        "answer": answer.as_dict() if answer and finding["severity"] == QUERY else None,
    }


def queries_of(submissions: Iterable[Submission], given: Given) -> list[dict[str, Any]]:
    """Return the queries about accepted files, each as `told` tells it."""
    return [
        told(one.receipt, item, given)
        for one in submissions
        for item in one.receipt["findings"]
        if item["severity"] == QUERY
    ]


def answers_that_count(
    findings: Iterable[Mapping[str, Any]], given: Given, period: Period
) -> list[dict[str, Any]]:
    """Return the answers on which a build may rest, in a stable order: those to its findings, and those to the gate.

    Args:
        findings: The build's findings, with their answers.
        given: All answers in force.
        period: The build's period, about which the gate asks.
    """
    used = {item["answer"]["query_id"]: item["answer"] for item in findings if item["answer"]}
    used |= {
        answer.query_id: answer.as_dict()
        for (bureau, when, _), answer in given.items()
        if bureau == GATE_ANSWERER and when == period.code
    }
    return [used[name] for name in sorted(used)]


def applied_corrections(chosen: Iterable[Submission]) -> list[dict[str, Any]]:
    """Return every correction that was applied to the figures of a build, with the file that it mends."""
    return [
        {
            "bureau": one.receipt["bureau"],
            "dataset": one.receipt["dataset"],
            "period": one.receipt["period"],
            "file": one.receipt["file"]["name"],
            "sha256": one.receipt["file"]["sha256"],
            **correction,
            "submission_id": one.submission_id,
            "corrections_id": correction["submission_id"],
        }
        for one in chosen
        for correction in one.receipt.get("corrections", ())
    ]


def corrections_out_of_step(
    contracts: Contracts, latest: Iterable[Submission], chosen: Iterable[Submission]
) -> Iterator[str]:
    """Yield the figures whose corrections are not the ones in force: they have not been received anew since.

    Args:
        contracts: All contracts.
        latest: The submissions in force, corrections among them.
        chosen: The submissions that a build reads.
    """
    keys = {contract.key for contract in contracts.service if contract.serves == CORRECTIONS}
    in_force: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    for one in latest:
        if one.dataset_key in keys:
            for row in pq.read_table(one.folder / "rows.parquet").to_pylist():
                place = (row["bureau"], row["dataset"], row["period"])
                in_force.setdefault(place, set()).add((row["correction_no"], one.submission_id))
    for one in chosen:
        applied = {
            (item["correction_no"], item["submission_id"]) for item in one.receipt.get("corrections", ())
        }
        different = applied ^ in_force.get((*one.dataset_key, one.period.code), set())
        if different:
            numbers = "、".join(sorted({number for number, _ in different}))
            yield f"{'.'.join(one.dataset_key)} {one.period} {one.receipt['file']['name']}: {numbers}"
