"""Columns of text as the stages need them: each value once, and for every row which of them stands there.

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

# The stubs of Arrow's kernels know neither plain scalars nor several of the arguments used here.
kernels: Any = pyarrow.compute


def as_texts(values: Sequence[str | None] | npt.NDArray[np.object_]) -> pa.StringArray:
    """Return texts as Arrow holds them."""
    return pa.array(values, pa.string())


def as_mask(column: Any) -> Mask:
    """Return truth values for numpy; a missing one is false."""
    return np.asarray(column.fill_null(fill_value=False).to_numpy(zero_copy_only=False), bool)


def matching(texts: pa.StringArray, pattern: str) -> Mask:
    """Return in which texts a regular expression (RE2) is found."""
    return as_mask(kernels.match_substring_regex(texts, pattern))


class Texts:
    """A column of text: its values, and for each row which of them stands there.

    Values may repeat (a column whose values are all different is cheaper left as it is), and may be null.
    """

    def __init__(
        self, values: pa.StringArray, codes: npt.NDArray[np.int32], *, is_plain: bool = False
    ) -> None:
        self.values = values
        self.codes = codes
        # Row i holds value i.
        self.is_plain = is_plain

    @classmethod
    def of(cls, texts: pa.StringArray) -> "Texts":
        """Return a column whose values are kept once each."""
        encoded = kernels.dictionary_encode(texts, null_encoding="encode")
        return cls(cast(pa.StringArray, encoded.dictionary), encoded.indices.to_numpy())

    @classmethod
    def plain(cls, texts: pa.StringArray) -> "Texts":
        """Return a column in which most values are expected to stand once."""
        return cls(texts, np.arange(len(texts), dtype=np.int32), is_plain=True)

    @classmethod
    def encoded(cls, array: "pa.DictionaryArray[Any, Any]") -> "Texts":
        """Return a column that Arrow has encoded already."""
        return cls(cast(pa.StringArray, array.dictionary), array.indices.to_numpy())

    @classmethod
    def constant(cls, value: str | None, size: int) -> "Texts":
        """Return a column that says the same in every row."""
        return cls(as_texts([value]), np.zeros(size, np.int32))

    def __len__(self) -> int:
        return len(self.codes)

    def at(self, row: int) -> str | None:
        """Return what stands in a row."""
        return cast("str | None", self.values[int(self.codes[row])].as_py())

    def code(self, row: int) -> int:
        """Return which value stands in a row."""
        return int(self.codes[row])

    def rows(self, codes: Collection[int]) -> Rows:
        """Return the rows, in order, in which one of these values stands."""
        wanted = np.zeros(len(self.values), bool)
        wanted[list(codes)] = True
        return np.flatnonzero(self.spread(wanted))

    def spread(self, mask: Mask) -> Mask:
        """Return for each row what a mask says of its value."""
        if self.is_plain:
            return mask
        return np.full(len(self), mask[0]) if len(self.values) == 1 else mask[self.codes]

    def replaced(self, values: pa.StringArray) -> "Texts":
        """Return the column with each value replaced by the one at its place."""
        return Texts(values, self.codes, is_plain=self.is_plain)

    def chosen(self, mask: Mask) -> "Texts":
        """Return the rows that a mask chooses."""
        if self.is_plain:
            return Texts.plain(self.values.filter(pa.array(mask)))
        return Texts(self.values, self.codes[mask])

    def used(self) -> list[int]:
        """Return which values stand in any row, in the order of their codes."""
        return cast("list[int]", np.unique(self.codes).tolist())

    def strings(self) -> pa.StringArray:
        """Return the column with its text in every row."""
        if self.is_plain:
            return self.values
        return self.values.take(pa.array(self.codes, pa.int32()))

    def as_arrow(self) -> "pa.DictionaryArray[Any, Any]":
        """Return the column as Arrow writes it with each value once."""
        nulls = as_mask(self.values.is_null())
        indices: Any
        if nulls.all():
            indices = pa.nulls(len(self), pa.int32())
        else:
            indices = pa.array(self.codes, pa.int32(), mask=self.spread(nulls) if nulls.any() else None)
        return pa.DictionaryArray.from_arrays(indices, self.values.fill_null(""))

    def to_pylist(self) -> list[str | None]:
        """Return the texts."""
        return self.strings().to_pylist()


def filled(column: Texts) -> Mask:
    """Return in which rows something stands."""
    return column.spread(as_mask(kernels.not_equal(kernels.utf8_trim_whitespace(column.values), "")))


def pairs(first: Texts, second: Texts) -> tuple[list[tuple[str | None, str | None]], Rows]:
    """Return the combinations in which two columns' values stand side by side, and which of them each row has."""
    width = max(len(second.values), 1)
    found, codes = np.unique(first.codes.astype(np.int64) * width + second.codes, return_inverse=True)
    texts, others = first.values.to_pylist(), second.values.to_pylist()
    return [(texts[code // width], others[code % width]) for code in found.tolist()], codes
