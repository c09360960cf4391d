"""What every reader gives: sheets of text whose first rows can be looked at and whose body comes as Arrow columns.

Knows neither contracts nor file formats; the readers beside it make these and the layout reads them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

import pyarrow as pa

from orchestration.intake.arrays import Rows

HEAD_ROWS = 60
LETTERS = 26

Corner: TypeAlias = tuple[int, int]
Merge: TypeAlias = tuple[Corner, Corner]


class Unreadable(Exception):
    """The file can't be used at all: which rule says so, and the value and limit that its words need."""

    def __init__(self, rule: str, value: str = "", allowed: str = "") -> None:
        super().__init__(f"{rule}: {value}")
        self.rule = rule
        self.value = value
        self.allowed = allowed


@dataclass(frozen=True)
class CellFault:
    """A cell that a reader can't give as text, such as a formula that was never computed."""

    rule: str
    row: int
    column: str
    value: str | None = None


@dataclass(frozen=True)
class Stray:
    """A line of a CSV file that has another number of cells than the header."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Body:
    """Everything below a header: `numbers[i]` is the row of the file in which the i-th values stand."""

    numbers: Rows
    columns: tuple[pa.StringArray, ...]
    strays: tuple[Stray, ...] = ()


class Sheet(Protocol):
    """One sheet of a workbook, or the one table of a CSV file."""

    @property
    def name(self) -> str | None:
        """Name of the sheet; None for CSV."""

    @property
    def head(self) -> Sequence[Sequence[str]]:
        """The first rows as text, where titles and headers are looked for."""

    @property
    def merged(self) -> Sequence[Merge]:
        """Merged ranges: zero-based row and column of both corners."""

    @property
    def faults(self) -> Sequence[CellFault]:
        """Cells that can't be given as text."""

    def number_of(self, index: int) -> int:
        """Return the row of the file in which a row of the head stands."""

    def body(self, start: int) -> Body:
        """Return everything from a row of the head on."""


@dataclass(frozen=True)
class OpenedFile:
    """A file's sheets, and the encoding of its text when it has one."""

    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    hidden: tuple[str, ...] = field(default=())


def column_letter(index: int) -> str:
    """Return the letters of a zero-based column."""
    letters, rest = "", index + 1
    while rest:
        rest, digit = divmod(rest - 1, LETTERS)
        letters = chr(ord("A") + digit) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the zero-based column of its letters."""
    index = 0
    for letter in letters:
        index = index * LETTERS + ord(letter) - ord("A") + 1
    return index - 1
