"""A table whose cells have been read: its landed form on disk, and where each field stood in the bureau's own file.

What later stages (keys, coverage, plausibility) work on, so that a file of any size is checked in bounded memory.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.contracts import Table
from orchestration.intake.findings import Finding, finding, shortened

NOT_SHOWN = "（不显示 not shown）"
KEY_SEPARATOR = " / "


@dataclass(frozen=True)
class Place:
    """Where a field stands in the file: the column's letter and its header as written there."""

    column: str
    header: str


@dataclass(frozen=True)
class StagedTable:
    """One table of a file in the form in which it would land.

    Attributes:
        table: Its contract.
        file: Name of the dropped file.
        sheet: Name of the sheet; None for CSV.
        places: Where each delivered field stands; a field that the bureau left out is not among them.
        path: The Parquet file, in the schema of `landing_schema(table)`; `_row` is the row of the file.
        rows: Number of rows.
    """

    table: Table
    file: str
    sheet: str | None
    places: Mapping[str, Place]
    path: Path
    rows: int

    def read(self, fields: Sequence[str]) -> pa.Table:
        """Return columns of the table, with `_row` beside them; for tables that are known to be small."""
        return pq.read_table(self.path, columns=[*fields, "_row"])

    def batches(self, fields: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Yield columns of the table, with `_row` beside them, piece by piece."""
        yield from pq.ParquetFile(self.path).iter_batches(columns=[*fields, "_row"])

    def finding(
        self,
        rule: str,
        field: str,
        row: int | None = None,
        *,
        key: str | None = None,
        value: object = None,
        allowed: object = None,
        compared: str | None = None,
    ) -> Finding:
        """Make a finding about a field, or about its cell in one row of the file.

        Args:
            rule: Which rule.
            field: Name of the contract's column.
            row: Row of the file, as in `_row`.
            key: What the row is about, as people read it (its primary key), so that an answer outlives a moved row.
            value: What stands there; never shown for a column with a classification.
            allowed: What is allowed.
            compared: The earlier figure because of which it is asked.
        """
        column, place = self.table.column(field), self.places.get(field)
        shown = NOT_SHOWN if column.classification else shortened(str(value))
        return finding(
            rule,
            self.file,
            sheet=self.sheet,
            row=row,
            column=None if place is None else place.column,
            header=column.header,
            key=key,
            value=None if value is None else shown,
            allowed=allowed,
            compared=compared,
        )
