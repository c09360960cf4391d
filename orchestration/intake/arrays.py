"""Arrow columns of text, as the stages need them: blanks, constants, distinct values and where they stand.

Only what holds for any column; what a value means to a contract is read in `columns`.
"""

from collections.abc import Collection, Sequence
from typing import Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

Rows: TypeAlias = npt.NDArray[np.int64]
Mask: TypeAlias = npt.NDArray[np.bool_]

SEPARATOR = "\x1f"
# The stubs of Arrow's kernels know neither plain scalars nor several of the arguments used here.
kernels: Any = pyarrow.compute


def as_texts(values: Sequence[str | None] | npt.NDArray[np.object_]) -> pa.StringArray:
    """Return texts as a column."""
    return pa.array(values, pa.string())


def constant(value: str | None, size: int) -> pa.StringArray:
    """Return a column that says the same in every row."""
    return pa.repeat(pa.scalar(value, pa.string()), size)


def as_mask(column: Any) -> Mask:
    """Return a column of truth values for numpy; a missing one is false."""
    return np.asarray(column.fill_null(fill_value=False).to_numpy(zero_copy_only=False), bool)


def matching(column: pa.StringArray, pattern: str) -> Mask:
    """Return in which rows a regular expression (RE2) is found."""
    return as_mask(kernels.match_substring_regex(column, pattern))


def filled(column: pa.StringArray) -> Mask:
    """Return in which rows something stands."""
    return as_mask(kernels.not_equal(kernels.utf8_trim_whitespace(column), ""))


def differing(column: pa.StringArray, other: pa.StringArray) -> Mask:
    """Return in which rows two columns both have a value and not the same."""
    return as_mask(kernels.not_equal(column, other))


def chosen(column: pa.StringArray, mask: Mask) -> pa.StringArray:
    """Return the rows of a column that a mask chooses."""
    return column.filter(pa.array(mask))


def joined(columns: Sequence[pa.StringArray]) -> pa.StringArray:
    """Return several columns as one, to find which combinations stand in a table."""
    return cast(
        pa.StringArray, kernels.binary_join_element_wise(*columns, SEPARATOR, null_handling="replace")
    )


class Distinct:
    """A column as its distinct values and, for each row, which of them stands there."""

    def __init__(self, column: pa.StringArray) -> None:
        encoded = kernels.dictionary_encode(column, null_encoding="encode")
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
        return values.take(pa.array(self._codes, pa.int32()))

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
