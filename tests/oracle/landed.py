"""Reads a build's `inputs/` folder into plain rows: landed text as it stands, and the build's own small tables."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from tests.oracle.agreed import agreed_tables

Row = dict[str, Any]


@dataclass(frozen=True)
class Cell:
    """Where a figure stood, and what stood there."""

    submission_id: str
    sheet: str | None
    cell: str
    raw_text: str | None

    @property
    def column(self) -> tuple[int, str]:
        """The column's place from the left."""
        letters = self.cell.rstrip("0123456789")
        return len(letters), letters


@dataclass(frozen=True)
class Inputs:
    """One build's inputs."""

    folder: Path

    def rows(self, source: str) -> list[Row]:
        """Return all rows of a source, in the order of its files."""
        return [
            row
            for path in sorted((self.folder / source).glob("*.parquet"))
            for row in pq.read_table(path).to_pylist()
        ]

    def labelled(self, source: str, year: int | None = None) -> list[Row]:
        """Return the rows of a source with codes instead of Chinese words, of one year if asked for."""
        columns = [column for column in agreed_tables()[source].columns if column.labels]
        found = [row for row in self.rows(source) if year is None or row["_period"] == str(year)]
        for row in found:
            row.update({c.name: c.labels[row[c.name]] for c in columns if row[c.name] is not None})
        return found

    @cached_property
    def parameters(self) -> Row:
        """The one row about the build."""
        (row,) = self.rows("build__parameters")
        return row

    @property
    def year(self) -> int:
        """The year that is evaluated."""
        return int(self.parameters["period_year"])

    @property
    def quarter(self) -> int | None:
        """The quarter that is monitored; None for a year."""
        _, _, quarter = str(self.parameters["period_code"]).partition("Q")
        return int(quarter) if quarter else None

    @cached_property
    def submissions(self) -> dict[str, Row]:
        """What was delivered, by submission."""
        return {row["submission_id"]: row for row in self.rows("build__submissions")}

    @cached_property
    def _letters(self) -> dict[tuple[str, str, str], str]:
        return {
            (row["submission_id"], row["table_name"], row["field_name"]): row["column_letter"]
            for row in self.rows("build__columns")
        }

    @cached_property
    def _odd_cells(self) -> dict[tuple[str, str, int, str], Row]:
        return {
            (row["_submission_id"], row["table_name"], row["_row"], row["field_name"]): row
            for row in self.rows("build__cells")
        }

    def missing_reason(self, row: Row, table: str, name: str) -> str | None:
        """Return why a cell is empty, as far as the file says."""
        odd = self._odd_cells.get((row["_submission_id"], table, row["_row"], name))
        return odd["missing_reason"] if odd else None

    def cell(self, row: Row, table: str, name: str) -> Cell:
        """Return where a field of a landed row stood."""
        submission = row["_submission_id"]
        odd = self._odd_cells.get((submission, table, row["_row"], name))
        return Cell(
            submission_id=submission,
            sheet=row["_sheet"],
            cell=f"{self._letters[submission, table, name]}{row['_row']}",
            raw_text=odd["raw_text"] if odd else row[name],
        )
