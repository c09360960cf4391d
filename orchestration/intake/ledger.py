"""The ledger of submissions: receipts on disk. Reading it back, and finding the accepted tables that checks refer to."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.findings import Finding


@dataclass(frozen=True)
class Receipt:
    """The answer to one dropped file; `receipt.json` holds the same."""

    submission_id: str
    status: str
    bureau: str
    dataset: str | None
    period: str
    contract_version: str | None
    file: dict[str, Any]
    received_at: str
    decided_at: str
    is_synthetic: bool = False
    rows: dict[str, int] = field(default_factory=dict)
    synthetic_rows: dict[str, int] = field(default_factory=dict)
    columns: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether the file landed (or would land)."""
        return self.status == "accepted"

    @property
    def file_name(self) -> str:
        """Name of the dropped file."""
        return str(self.file["name"])

    def as_dict(self) -> dict[str, Any]:
        """Return the receipt for JSON."""
        return asdict(self)


def read_receipt(path: Path) -> Receipt:
    """Read a receipt back."""
    data = json.loads(path.read_text(encoding="utf-8"))
    data["findings"] = tuple(Finding(**item) for item in data["findings"])
    data["notes"] = tuple(data["notes"])
    return Receipt(**data)


def receipts(workspace: Workspace, period: Period | None = None) -> Iterator[Receipt]:
    """Yield all receipts, accepted and refused, in the order in which they were decided."""
    code = period.code if period else "*"
    paths = [
        *workspace.landing.glob(f"*/*/{code}/*/receipt.json"),
        *workspace.refused.glob(f"*/{code}/*/receipt.json"),
    ]
    yield from sorted((read_receipt(path) for path in paths), key=lambda receipt: receipt.decided_at)


def latest_accepted(workspace: Workspace, bureau: str, dataset: str, period: Period) -> Path | None:
    """Return the folder of the submission accepted last for a dataset and period, or None."""
    folders = (workspace.landing / bureau / dataset / period.code).glob("*/receipt.json")
    dated = [(read_receipt(path).decided_at, path.parent) for path in folders]
    return max(dated)[1] if dated else None


def accepted_column(
    workspace: Workspace, bureau: str, dataset: str, table: str, column: str, period: Period
) -> list[str] | None:
    """Return a column of the latest accepted submission, or None when there is none."""
    folder = latest_accepted(workspace, bureau, dataset, period)
    if folder is None:
        return None
    values: list[str] = pq.read_table(folder / f"{table}.parquet", columns=[column])[column].to_pylist()
    return values


def stamp(moment: dt.datetime) -> str:
    """Return a moment as receipts write it: ISO 8601 in UTC, so that texts sort as times do."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
