"""Applies corrections to the cells of a table, block by block, before the cells are read.

Which corrections there are, and what becomes of one that does not fit, is `corrections` and `examine`'s business.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from orchestration.intake.arrays import Rows, Texts, as_texts
from orchestration.intake.corrections import Correction


@dataclass(frozen=True)
class Corrected:
    """Columns with corrections applied.

    Attributes:
        columns: All columns.
        originals: Those that were corrected, as they were, by their place in the sheet.
        applied: The corrections that were applied.
        unexpected: Those in whose cell something else stands.
    """

    columns: tuple[Texts, ...]
    originals: Mapping[int, Texts] = field(default_factory=dict)
    applied: tuple[Correction, ...] = ()
    unexpected: tuple[Correction, ...] = ()


def corrected_columns(
    corrections: Sequence[Correction], numbers: Rows, columns: Sequence[Texts], fields: Mapping[int, str]
) -> Corrected:
    """Apply the corrections whose cells lie in these rows and in the columns of a table.

    Args:
        corrections: Those of the sheet.
        numbers: Row of the sheet (or line of the file) of each row, ascending.
        columns: The columns of the sheet as text.
        fields: Which of them are columns of the table.
    """
    done, originals = list(columns), dict[int, Texts]()
    applied: list[Correction] = []
    unexpected: list[Correction] = []
    for one in corrections:
        row = int(np.searchsorted(numbers, one.row))
        if (
            row == len(numbers)
            or numbers[row] != one.row
            or one.column not in fields
            or one.column >= len(done)
        ):
            continue
        column = originals.setdefault(one.column, done[one.column])
        if one.expects(column.at(row) or ""):
            done[one.column] = _with_text(done[one.column], row, one.corrected_text)
            applied.append(one)
        else:
            unexpected.append(one)
    return Corrected(tuple(done), originals, tuple(applied), tuple(unexpected))


def _with_text(column: Texts, row: int, text: str) -> Texts:
    values = as_texts([*column.values.to_pylist(), text])
    codes = column.codes.copy()
    codes[row] = len(values) - 1
    return Texts(values, codes)
