"""Holds the oracle's rows against a release's Parquet files: every key and every column that the oracle knows.

Numbers are compared exactly; nothing here tolerates a last digit.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from tests.oracle.exact import shown
from tests.oracle.results import MartRow, Results

NO_COLUMN = "no such column"


@dataclass(frozen=True)
class Difference:
    """One value, or one row, that is not what the oracle expects."""

    table: str
    key: tuple[str, ...]
    column: str
    expected: str
    found: str

    def __str__(self) -> str:
        return (
            f"{self.table} {'/'.join(self.key)} {self.column}: expected {self.expected}, found {self.found}"
        )


def _comparable(value: Any) -> Any:
    return Fraction(value) if isinstance(value, Decimal) else value


def _text(value: Any) -> str:
    return shown(value) if isinstance(value, Fraction) else str(value)


def _row_differences(expected: MartRow, found: dict[str, Any]) -> list[Difference]:
    pairs = [
        (name, wanted, _comparable(found.get(name, NO_COLUMN))) for name, wanted in vars(expected).items()
    ]
    return [
        Difference(expected.TABLE, expected.key, name, _text(wanted), _text(have))
        for name, wanted, have in pairs
        if wanted != have
    ]


def _table_differences(table: str, expected: dict[tuple[str, ...], MartRow], path: Path) -> list[Difference]:
    kind = type(next(iter(expected.values()))) if expected else None
    rows = pq.read_table(path).to_pylist()
    if kind is None:
        return [Difference(table, (str(row),), "*", "no row", "a row") for row in rows]
    found: dict[tuple[str, ...], dict[str, Any]] = {
        tuple(row[name] for name in kind.KEY): row for row in rows
    }
    differences = [Difference(table, key, "*", "a row", "no row") for key in expected.keys() - found.keys()]
    differences += [Difference(table, key, "*", "no row", "a row") for key in found.keys() - expected.keys()]
    if len(found) < len(rows):
        differences.append(Difference(table, (), "*", "unique keys", f"{len(rows) - len(found)} doubled"))
    for key in expected.keys() & found.keys():
        differences += _row_differences(expected[key], found[key])
    return differences


def compare(results: Results, parquet: Path) -> list[Difference]:
    """Return every difference between what the oracle works out and what a mart holds, in a stable order.

    Args:
        results: The oracle's rows.
        parquet: Folder with one Parquet file per mart table.
    """
    differences = [
        difference
        for table, expected in results.tables.items()
        for difference in _table_differences(table, expected, parquet / f"{table}.parquet")
    ]
    return sorted(differences, key=lambda d: (d.table, d.key, d.column))
