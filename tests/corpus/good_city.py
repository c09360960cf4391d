"""The small city whose files must land exactly as meant: its contracts stand in `contracts/`, its unit register is delivered first.

What lands is told here in plain values; which file tells it how, stands in `good_books` and `good_texts`.
"""

import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq

from orchestration.contracts import Contracts, load_contracts
from orchestration.foundation.workspace import Workspace
from orchestration.intake import Receipt, receive

CONTRACTS = Path(__file__).with_name("contracts")
NOW = dt.datetime(2021, 3, 1, 8, tzinfo=dt.UTC)
UNITS = (
    ("350100", "福州市", "市"),
    ("350102", "鼓楼区", "县区"),
    ("350103", "台江区", "县区"),
    ("350104", "仓山区（新）", "县区"),
)
YEARS = (2018, 2020)
LEDGER = (
    "gdp", "growth", "gdp_before", "population", "natural_rate", "change_points", "towns", "founded", "tier", "document_no",
    "remark",
)  # fmt: skip
RETURNS = ("kind", "amount", "rate", "projects", "paid_date", "document_no", "remark")


@dataclass(frozen=True)
class Landed:
    """What lands of a file: rows, and why a cell has no figure (by row and field)."""

    rows: list[dict[str, Any]]
    missing: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {"rows": self.rows, "missing": self.missing}


class City:
    """A workspace with these contracts and a unit register for every year that has files.

    Args:
        root: An empty folder.
        units: Codes, names and levels of those that the register names.
    """

    def __init__(self, root: Path, units: Sequence[tuple[str, str, str]] = UNITS) -> None:
        self._units = units
        self.workspace = Workspace(root / "raw", root / "warehouse")
        shutil.copytree(CONTRACTS, self.workspace.raw)
        self.contracts: Contracts = load_contracts(self.workspace.raw)
        for year in YEARS:
            receipt = self.receive(self._register(year))
            if not receipt.accepted:
                raise AssertionError(receipt.findings)

    def receive(self, path: Path) -> Receipt:
        """Receive a file."""
        return receive(self.workspace, self.contracts, path, now=NOW)

    def _register(self, year: int) -> Path:
        path = self.workspace.raw / "efficiency_office" / str(year) / f"{year}年单位名录.xlsx"
        path.parent.mkdir(parents=True)
        workbook = openpyxl.Workbook()
        workbook.active.title = "单位名录"
        for row in (("单位代码", "单位名称", "层级"), *self._units):
            workbook.active.append(row)
        workbook.save(path)
        return path

    def landed(self, receipt: Receipt) -> Landed:
        """Return what landed of an accepted file."""
        folder = max(self.workspace.landing.glob(f"*/*/*/{receipt.file['sha256'][:16]}*"))
        return read_landed(folder)


def read_landed(folder: Path) -> Landed:
    """Return the rows of a landed submission without what names the submission, and its reasons for missing figures."""
    rows = pq.read_table(folder / "rows.parquet").to_pylist()
    left_out = ("_submission_id", "_period")
    missing = {
        f"{cell['_row']} {cell['field_name']}": cell["missing_reason"]
        for cell in pq.read_table(folder / "cells.parquet").to_pylist()
        if cell["missing_reason"]
    }
    return Landed(
        [{name: value for name, value in row.items() if name not in left_out} for row in rows], missing
    )


def ledger_row(
    number: int, unit: str, *, sheet: str = "台账", nature: str = "real", **figures: str
) -> dict[str, Any]:
    """Return how a row of the ledger lands; what is not named is empty."""
    control = {"_row": number, "_sheet": sheet, "_vintage": "final", "_data_nature": nature}
    return {"unit_name_zh": unit, **dict.fromkeys(LEDGER), **figures, **control}


def return_row(number: int, code: str, unit: str, **figures: str) -> dict[str, Any]:
    """Return how a row of the returns lands; what is not named is empty."""
    control = {"_row": number, "_sheet": None, "_vintage": "final", "_data_nature": "real"}
    return {"unit_code": code, "unit_name_zh": unit, **dict.fromkeys(RETURNS), **figures, **control}
