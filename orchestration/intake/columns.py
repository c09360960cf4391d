"""Reads whole columns: each distinct text once, and those that are canonical already not by Python at all.

What a single cell means stands in `cells`; which findings follow from a column's problems is decided in `tables`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.contracts import Column
from orchestration.intake.cells import Parsed, parse_cell

Rows: TypeAlias = npt.NDArray[np.int64]

SEPARATOR = "\x1f"
CANONICAL_NUMBER = r"^(0|-?[1-9][0-9]{0,14})([.][0-9]{1,9})?$"
CANONICAL_INTEGER = r"^(0|-?[1-9][0-9]{0,14})$"
# Anything that `cells.trim` would change, or that is blank.
NEEDS_TRIMMING = r"^$|^[\s\p{Z}\p{Cc}]|[\s\p{Z}\p{Cc}]$|[\p{Cf}\x{FF10}-\x{FF5A}]"


class Distinct:
    """A column as its distinct values and, for each row, which of them stands there."""

    def __init__(self, column: pa.StringArray) -> None:
        encoded = pc.dictionary_encode(column, null_encoding="encode")
        self.values: pa.StringArray = encoded.dictionary
        self._codes: npt.NDArray[np.int32] = encoded.indices.to_numpy()

    def rows(self, codes: Collection[int]) -> Rows:
        """Return the rows, in order, in which one of these values stands."""
        wanted = np.zeros(len(self.values), bool)
        wanted[list(codes)] = True
        return np.flatnonzero(wanted[self._codes])

    def code(self, row: int) -> int:
        """Return which value stands in a row."""
        return int(self._codes[row])

    def spread(self, values: pa.StringArray) -> pa.StringArray:
        """Return a column with each distinct value replaced by the one at its place."""
        return values.take(pa.array(self._codes))

    def repeated(self) -> Rows:
        """Return the rows whose value stands in an earlier row too."""
        if len(self.values) == len(self._codes):
            return np.array([], np.int64)
        _, first = np.unique(self._codes, return_index=True)
        again = np.ones(len(self._codes), bool)
        again[first] = False
        return np.flatnonzero(again)

    def first_row(self, code: int) -> int:
        """Return the first row in which a value stands."""
        return int(np.argmax(self._codes == code))


def joined(columns: Sequence[pa.StringArray]) -> pa.StringArray:
    """Return several columns as one, to find which combinations stand in a table."""
    return pc.binary_join_element_wise(*columns, SEPARATOR, null_handling="replace")


@dataclass(frozen=True)
class Reading:
    """What a column comes to: landed texts, reasons for missing values, and rows that break a rule or ask for a word."""

    values: pa.StringArray
    reasons: pa.StringArray | None
    problems: tuple[tuple[int, Parsed], ...]
    queries: tuple[tuple[int, Parsed], ...]


def read_column(texts: pa.StringArray, column: Column, *, is_workbook: bool = False) -> Reading:
    """Read every cell of a column by its contract.

    Args:
        texts: The cells as they stand in the file.
        column: The contract of the column.
        is_workbook: Whether they come from a workbook, where dates may be serial numbers.
    """
    distinct = Distinct(texts)
    plain = canonical(distinct.values, column).to_numpy(zero_copy_only=False)
    others = {
        int(code): parse_cell(distinct.values[int(code)].as_py(), column, is_workbook=is_workbook)
        for code in np.flatnonzero(~plain)
    }
    return Reading(
        values=distinct.spread(_texts(distinct.values, plain, others)),
        reasons=_reasons(distinct, others),
        problems=_with_rows(distinct, {code: cell for code, cell in others.items() if cell.rule}),
        queries=_with_rows(distinct, {code: cell for code, cell in others.items() if cell.query}),
    )


def canonical(values: pa.StringArray, column: Column) -> pa.BooleanArray:
    """Return which texts are landed as they are and break no rule, so far as that can be seen without Python.

    A number at a bound, or so long that a float can't tell, is left to the exact parser.
    """
    if column.logical_type in ("number", "integer"):
        pattern = CANONICAL_INTEGER if column.logical_type == "integer" else CANONICAL_NUMBER
        is_plain = pc.match_substring_regex(values, pattern)
        numbers = pc.cast(pc.if_else(is_plain, values, "0"), pa.float64())
        for low, high in ((column.minimum, column.maximum), column.query_range or (None, None)):
            is_plain = pc.and_(is_plain, _inside(numbers, low, high))
        return is_plain
    if column.logical_type == "string" and not column.enum and not column.pattern:
        return pc.invert(pc.match_substring_regex(values, NEEDS_TRIMMING))
    return pa.array(np.zeros(len(values), bool))


def _inside(numbers: pa.DoubleArray, low: Decimal | None, high: Decimal | None) -> pa.BooleanArray:
    inside = pa.array(np.ones(len(numbers), bool))
    if low is not None:
        inside = pc.and_(inside, pc.greater(numbers, float(low)))
    if high is not None:
        inside = pc.and_(inside, pc.less(numbers, float(high)))
    return inside


def _texts(values: pa.StringArray, plain: npt.NDArray[np.bool_], others: dict[int, Parsed]) -> pa.StringArray:
    if not others:
        return values
    parsed = np.full(len(values), None, object)
    for code, cell in others.items():
        parsed[code] = cell.text
    return pc.if_else(pa.array(plain), values, pa.array(parsed, pa.string()))


def _reasons(distinct: Distinct, others: dict[int, Parsed]) -> pa.StringArray | None:
    missing = {code: cell.missing_reason for code, cell in others.items() if cell.missing_reason}
    if not missing:
        return None
    return distinct.spread(pa.array([missing.get(code) for code in range(len(distinct.values))], pa.string()))


def _with_rows(distinct: Distinct, cells: dict[int, Parsed]) -> tuple[tuple[int, Parsed], ...]:
    if not cells:
        return ()
    return tuple((int(row), cells[distinct.code(row)]) for row in distinct.rows(cells))
