"""Reads whole columns: each distinct text once, and those that are canonical already not by Python at all.

What a single cell means stands in `cells`; which findings follow from a column's problems is decided in `tables`.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from orchestration.contracts import Column
from orchestration.intake.arrays import Mask, Texts, as_texts, matching
from orchestration.intake.cells import Parsed, parse_cell
from orchestration.intake.units import Delivered

CANONICAL_NUMBER = r"^(0|-?[1-9][0-9]{0,14})([.][0-9]{1,9})?$"
CANONICAL_INTEGER = r"^(0|-?[1-9][0-9]{0,14})$"
# Anything that `cells.trim` would change, or that is blank.
NEEDS_TRIMMING = r"^$|^[\s\p{Z}\p{Cc}]|[\s\p{Z}\p{Cc}]$|[\p{Cf}\x{FF10}-\x{FF5A}]"


@dataclass(frozen=True)
class Reading:
    """What a column comes to: landed texts, reasons for missing values, and what breaks a rule or asks for a word.

    `problems` and `queries` say so by the code of the value (`Texts.rows` tells the rows).
    """

    values: Texts
    reasons: Texts | None
    problems: dict[int, Parsed]
    queries: dict[int, Parsed]


def read_column(
    texts: Texts, column: Column, *, serial: bool = False, delivered: Delivered | None = None
) -> Reading:
    """Read every cell of a column by its contract.

    Args:
        texts: The cells as they stand in the file.
        column: The contract of the column.
        serial: Whether they come from a workbook in which dates may be serial numbers.
        delivered: The unit of measure in which the column stands in the file; None for the contract's own.
    """
    is_converted = delivered is not None and delivered.factor != 1
    plain = np.zeros(len(texts.values), bool) if is_converted else canonical(texts.values, column)
    others = {
        int(code): parse_cell(texts.values[int(code)].as_py(), column, serial=serial, delivered=delivered)
        for code in np.flatnonzero(~plain)
    }
    return Reading(
        values=texts.replaced(_texts(texts.values, others)),
        reasons=_reasons(texts, others),
        problems={code: cell for code, cell in others.items() if cell.rule},
        queries={code: cell for code, cell in others.items() if cell.query},
    )


def canonical(values: pa.StringArray, column: Column) -> Mask:
    """Return which texts are landed as they are and break no rule, so far as that can be seen without Python.

    A number at a bound, or so long that a float can't tell, is left to the exact parser.
    """
    if column.logical_type in ("number", "integer"):
        plain = matching(values, CANONICAL_INTEGER if column.logical_type == "integer" else CANONICAL_NUMBER)
        numbers = values.filter(pa.array(plain)).cast(pa.float64()).to_numpy()
        inside = np.ones(len(numbers), bool)
        for low, high in ((column.minimum, column.maximum), column.queries.between or (None, None)):
            inside &= numbers > (-np.inf if low is None else float(low))
            inside &= numbers < (np.inf if high is None else float(high))
        plain[plain] = inside
        return plain
    if column.logical_type == "string" and not column.enum and not column.pattern:
        return ~matching(values, NEEDS_TRIMMING)
    return np.zeros(len(values), bool)


def _texts(values: pa.StringArray, others: dict[int, Parsed]) -> pa.StringArray:
    if not others:
        return values
    parsed = values.to_numpy(zero_copy_only=False)
    for code, cell in others.items():
        parsed[code] = cell.text
    return as_texts(parsed)


def _reasons(texts: Texts, others: dict[int, Parsed]) -> Texts | None:
    missing = {code: cell.missing_reason for code, cell in others.items() if cell.missing_reason}
    if not missing:
        return None
    return texts.replaced(as_texts([missing.get(code) for code in range(len(texts.values))]))
