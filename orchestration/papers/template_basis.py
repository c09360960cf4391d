"""What a template is prefilled from: the unit register and the units delivered before, read from accepted submissions.

Reads the landing zone's files only; which rows follow from them is decided in `template_rows`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as pq

from orchestration.contracts import Column, Contract, Table
from orchestration.foundation.periods import PERIOD_PATTERN, Period

REGISTER = ("efficiency_office", "unit_register", "units")
CODE, NAME, LEVEL = "unit_code", "unit_name_zh", "unit_level"


@dataclass(frozen=True)
class UnitRow:
    """A unit of the register."""

    code: str
    name: str
    level: str

    def named(self, field_name: str) -> str:
        """Return the unit as a column refers to it: by its code or by its name."""
        return self.name if field_name == NAME else self.code


@dataclass(frozen=True)
class Basis:
    """What is known when a template is made.

    Attributes:
        units: The units of the register, in its order; none when no register was accepted.
        register_year: The year of that register; None when there is none.
        delivered: By table, the units (as its column refers to them) of the latest accepted submission.
    """

    units: tuple[UnitRow, ...] = ()
    register_year: int | None = None
    delivered: Mapping[str, frozenset[str]] = field(default_factory=dict)


def refers_to_units(column: Column) -> bool:
    """Whether a column's values are codes or names of units in the register."""
    target = column.reference
    return target is not None and (target.bureau, target.dataset, target.table) == REGISTER


def unit_column(table: Table) -> Column | None:
    """Return the key column that says which unit a row is about, or None."""
    return next((column for column in table.key if refers_to_units(column)), None)


def read_basis(landing: Path, contract: Contract, period: Period) -> Basis:
    """Read what a template of a period is prefilled from.

    Args:
        landing: Where accepted submissions lie.
        contract: The dataset.
        period: The period that will be reported on; later ones are not looked at.
    """
    register = next(_latest(landing / REGISTER[0] / REGISTER[1], Period(period.year)), None)
    delivered: dict[str, frozenset[str]] = {}
    before = next(_latest(landing / contract.bureau / contract.dataset, period), None)
    for table in contract.tables:
        column = unit_column(table)
        if before is not None and column is not None:
            values = pq.read_table(before[1] / f"{table.name}.parquet", columns=[column.name])
            delivered[table.name] = frozenset(filter(None, values[column.name].to_pylist()))
    if register is None:
        return Basis(delivered=delivered)
    year, folder = register
    rows = pq.read_table(folder / f"{REGISTER[2]}.parquet", columns=[CODE, NAME, LEVEL]).to_pylist()
    units = tuple(UnitRow(row[CODE], row[NAME], row[LEVEL]) for row in rows)
    return Basis(units, year.year, delivered)


def _latest(dataset: Path, period: Period) -> Iterator[tuple[Period, Path]]:
    """Yield the folder accepted last for each period, the given one first and older ones after it."""
    codes = {path.parent.parent.name for path in dataset.glob("*/*/receipt.json")}
    periods = sorted((Period.parse(code) for code in codes if PERIOD_PATTERN.fullmatch(code)), reverse=True)
    for earlier in (item for item in periods if item <= period):
        receipts = (dataset / earlier.code).glob("*/receipt.json")
        yield earlier, max((_decided_at(path), path.parent) for path in receipts)[1]


def _decided_at(receipt: Path) -> str:
    return str(json.loads(receipt.read_text(encoding="utf-8"))["decided_at"])
