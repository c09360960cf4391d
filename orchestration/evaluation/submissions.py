"""Reads the ledger: accepted submissions and open refusals, as of a moment.

The receipts in the warehouse are the ledger; nothing is remembered elsewhere.
"""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.foundation.hashing import sha256_file
from orchestration.foundation.periods import Period
from orchestration.foundation.places import dropped_at
from orchestration.foundation.workspace import Workspace


@dataclass(frozen=True)
class Submission:
    """One accepted submission: its folder and its receipt."""

    folder: Path
    receipt: dict[str, Any]

    @property
    def submission_id(self) -> str:
        """`<bureau>.<dataset>.<period>.<sha256[:12]>`."""
        return str(self.receipt["submission_id"])

    @property
    def dataset_key(self) -> tuple[str, str]:
        """Bureau and dataset."""
        return self.receipt["bureau"], self.receipt["dataset"]

    @property
    def period(self) -> Period:
        """The period that the figures are for."""
        return Period.parse(self.receipt["period"])

    @property
    def decided_at(self) -> dt.datetime:
        """When it was accepted."""
        return dt.datetime.fromisoformat(self.receipt["decided_at"])

    @property
    def row_count(self) -> int:
        """Rows over all tables."""
        return sum(self.receipt["rows"].values())

    def as_input(self) -> dict[str, Any]:
        """The line about this submission in a candidate and in a manifest."""
        return {
            "submission_id": self.submission_id,
            "bureau": self.receipt["bureau"],
            "dataset": self.receipt["dataset"],
            "period": self.receipt["period"],
            "file_name": self.receipt["file"]["name"],
            "sha256": self.receipt["file"]["sha256"],
            "is_synthetic": bool(self.receipt["is_synthetic"]),
            "rows": self.row_count,
            "contract_version": self.receipt["contract_version"],
            "decided_at": self.receipt["decided_at"],
        }


def _read(path: Path) -> dict[str, Any]:
    receipt: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return receipt


def latest_submissions(workspace: Workspace, as_of: dt.datetime) -> list[Submission]:
    """Return, per dataset and period, the submission accepted last and not after `as_of`, in a stable order."""
    latest: dict[tuple[str, str, str], Submission] = {}
    for path in sorted(workspace.landing.glob("*/*/*/*/receipt.json")):
        found = Submission(path.parent, _read(path))
        key = (*found.dataset_key, found.period.code)
        if found.decided_at > as_of:
            continue
        if key not in latest or (found.decided_at, found.submission_id) > (
            latest[key].decided_at,
            latest[key].submission_id,
        ):
            latest[key] = found
    return [latest[key] for key in sorted(latest)]


def _still_there(workspace: Workspace, receipt: dict[str, Any]) -> bool:
    path = dropped_at(workspace, receipt["file"]["path"])
    return path is not None and path.is_file() and sha256_file(path) == str(receipt["file"]["sha256"])


def _place(receipt: dict[str, Any]) -> tuple[str, str]:
    return receipt["file"]["path"], receipt["file"]["sha256"]


def open_refusals(workspace: Workspace, years: Iterable[int], as_of: dt.datetime) -> list[dict[str, Any]]:
    """Return the latest refusal of each file that was refused for one of the years and still lies in `raw/` unchanged.

    A refused file is settled by correcting it, by taking it away, or by its acceptance once what it refers to has arrived;
    until then nobody knows what it was to change. A file that was accepted and no longer passes, since what it refers to has
    been replaced, is open too.
    """
    landed = {_place(s.receipt): s.receipt["decided_at"] for s in latest_submissions(workspace, as_of)}
    wanted = set(years)
    latest: dict[str, dict[str, Any]] = {}
    for path in sorted(workspace.refused.glob("*/*/*/receipt.json")):
        receipt = _read(path)
        if dt.datetime.fromisoformat(receipt["decided_at"]) > as_of:
            continue
        if Period.parse(receipt["period"]).year in wanted:
            latest[receipt["file"]["path"]] = receipt
    return [
        receipt
        for _, receipt in sorted(latest.items())
        if landed.get(_place(receipt), "") < receipt["decided_at"] and _still_there(workspace, receipt)
    ]
