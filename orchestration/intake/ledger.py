"""The ledger of submissions: receipts on disk. Reading it back, and finding the accepted tables that checks refer to."""

import datetime as dt
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.findings import Finding


@dataclass(frozen=True)
class Receipt:
    """The answer to one dropped file; `receipt.json` holds the same.

    `status` is accepted, refused, or fault: then the failure is ours and `fault` holds its trace. `basis` says what the file
    was judged against, `landed` the hash of each Parquet file, `corrections` what was read otherwise than it stands there,
    `coverage` rows and units of each table beside what was expected (`orchestration.intake.coverage.Coverage`).
    """

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
    units: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    fault: str | None = None
    template: dict[str, str] = field(default_factory=dict)
    basis: dict[str, str] = field(default_factory=dict)
    landed: dict[str, str] = field(default_factory=dict)
    corrections: tuple[dict[str, Any], ...] = ()
    coverage: dict[str, dict[str, Any]] = field(default_factory=dict)

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
    data["corrections"] = tuple(data.get("corrections", ()))
    return Receipt(**data)


def receipts(workspace: Workspace, period: Period | None = None) -> list[Receipt]:
    """Return all receipts, accepted and refused, in the order in which they were decided."""
    code = period.code if period else "*"
    paths = [
        *workspace.landing.glob(f"*/*/{code}/*/receipt.json"),
        *workspace.refused.glob(f"*/{code}/*/receipt.json"),
    ]
    return sorted(map(read_receipt, paths), key=lambda receipt: (receipt.decided_at, receipt.submission_id))


def latest_accepted(workspace: Workspace, dataset: tuple[str, str], period: Period) -> Path | None:
    """Return the folder of the submission accepted last for a dataset (bureau, name) and period, or None."""
    folders = workspace.landing.joinpath(*dataset, period.code).glob("*/receipt.json")
    dated = [(read_receipt(path).decided_at, path.parent) for path in folders]
    return max(dated)[1] if dated else None


def accepted_before(
    workspace: Workspace, dataset: tuple[str, str], period: Period, sha256: str
) -> tuple[Path, Receipt] | None:
    """Return the last submission with which these bytes were accepted for a dataset and period: its folder and receipt."""
    place = workspace.landing.joinpath(*dataset, period.code)
    found = [(path.parent, read_receipt(path)) for path in place.glob(f"{sha256[:16]}*/receipt.json")]
    return max(found, key=lambda one: one[1].decided_at, default=None)


def accepted_table(
    workspace: Workspace, dataset: tuple[str, str], table: str, period: Period
) -> dict[str, pa.StringArray] | None:
    """Return a table of the latest accepted submission by column, or None when there is none."""
    folder = latest_accepted(workspace, dataset, period)
    if folder is None:
        return None
    read = pq.read_table(folder / f"{table}.parquet")
    return {name: cast(pa.StringArray, read[name].combine_chunks()) for name in read.column_names}


def stamp(moment: dt.datetime) -> str:
    """Return a moment as receipts write it: ISO 8601 in UTC, so that texts sort as times do."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def stamp_after(moment: dt.datetime, folder: Path | None) -> str:
    """Return a moment's stamp, or the next instant after the submission in `folder` when the clock has gone back.

    Which submission replaces which is told by these stamps alone, so they must never run backwards.
    """
    if folder is None:
        return stamp(moment)
    last = dt.datetime.fromisoformat(read_receipt(folder / "receipt.json").decided_at)
    return stamp(max(moment, last + dt.timedelta(microseconds=1)))
