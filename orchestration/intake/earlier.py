"""What a bureau delivered before for the same dataset: the accepted tables that this period's figures are compared with.

Reading only. A unit that has another code or name now is found under the one that it has in this period's register.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from orchestration.contracts import Column, Contract
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.ledger import accepted_table, latest_accepted, read_receipt
from orchestration.intake.references import REGISTER

UNIT_ID = "unit_id"
LAST_QUARTER = 4


@dataclass(frozen=True)
class EarlierTable:
    """A table of an earlier period, as it landed.

    Attributes:
        period: Its period.
        path: The Parquet file.
        file: Name of the file that was dropped.
        columns: Letter of the column of each field in that file.
        rows: Number of rows.
    """

    period: Period
    path: Path
    file: str
    columns: Mapping[str, str]
    rows: int

    def place(self, field: str, row: int) -> str:
        """Return where a figure stood: file and cell."""
        return f"{self.file} {self.columns.get(field, '')}{row}"


@dataclass(frozen=True)
class Earlier:
    """The accepted submissions of one dataset before a period."""

    workspace: Workspace
    contract: Contract
    period: Period

    def last_year(self, table: str) -> EarlierTable | None:
        """Return a table of the same period a year ago; None when none was accepted."""
        return self._table(table, year_before(self.period))

    def last_quarter(self, table: str) -> EarlierTable | None:
        """Return a table of the quarter before; None for a year, and when none was accepted."""
        return self._table(table, quarter_before(self.period)) if self.period.quarter else None

    def last(self, table: str) -> EarlierTable | None:
        """Return a table of the period before that was delivered: the quarter before, else the same period a year ago."""
        return self.last_quarter(table) or self.last_year(table)

    def _table(self, table: str, period: Period) -> EarlierTable | None:
        folder = latest_accepted(self.workspace, self.contract.key, period)
        if folder is None or not (folder / f"{table}.parquet").exists():
            return None
        receipt = read_receipt(folder / "receipt.json")
        columns = {name: str(place["column"]) for name, place in receipt.columns[table].items()}
        path = folder / f"{table}.parquet"
        return EarlierTable(period, path, receipt.file_name, columns, receipt.rows[table])

    def renamed(self, column: Column, period: Period) -> dict[str, str]:
        """Return what units were called in a column in an earlier period that are called otherwise now."""
        if column.reference is None or not is_register(column) or period.year == self.period.year:
            return {}
        field = column.reference.column
        before, now = self._names(field, period.year), self._names(field, self.period.year)
        return {name: now[unit] for unit, name in before.items() if unit in now and now[unit] != name}

    def _names(self, field: str, year: int) -> dict[str, str]:
        """Return a field of a year's register by the units' internal identifiers; empty where it has none."""
        register = accepted_table(
            self.workspace, (REGISTER.bureau, REGISTER.dataset), REGISTER.table, Period(year)
        )
        if register is None or UNIT_ID not in register:
            return {}
        both = zip(register[UNIT_ID].to_pylist(), register[field].to_pylist(), strict=True)
        return {unit: name for unit, name in both if unit is not None and name is not None}


def year_before(period: Period) -> Period:
    """Return the same period a year ago."""
    return Period(period.year - 1, period.quarter)


def quarter_before(period: Period) -> Period:
    """Return the quarter before a quarter."""
    first = period.quarter == 1
    return Period(period.year - first, LAST_QUARTER if first else period.quarter - 1)


def is_register(column: Column) -> bool:
    """Whether a column names units of the register."""
    reference = column.reference
    return reference is not None and (
        (reference.bureau, reference.dataset, reference.table)
        == (REGISTER.bureau, REGISTER.dataset, REGISTER.table)
    )
