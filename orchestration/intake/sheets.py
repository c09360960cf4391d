"""What every reader gives: sheets of text whose first rows can be looked at and whose body comes in blocks of columns.

Knows neither contracts nor file formats; the readers beside it make these and the layout reads them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from orchestration.intake.arrays import Rows, Texts

HEAD_ROWS = 60
MOST_COLUMNS = 2_000
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
class Block:
    """Rows below a header: `numbers[i]` is the row of the file in which the i-th values stand."""

    numbers: Rows
    columns: tuple[Texts, ...]
    strays: tuple[Stray, ...] = ()
    is_last: bool = True


class Piece(Protocol):
    """Rows that have been cut out of a file and not been parsed yet: several can be parsed at the same time."""

    def block(self) -> Block:
        """Parse them."""


class Sheet(Protocol):
    """One sheet of a workbook, or the one table of a CSV file."""

    @property
    def name(self) -> str | None:
        """Name of the sheet; None for CSV."""

    @property
    def has_serial_dates(self) -> bool:
        """Whether a bare number may be a date, counted in days as Excel does by default."""

    @property
    def head(self) -> Sequence[Sequence[str]]:
        """The first rows as text, where titles and headers are looked for."""

    @property
    def merged(self) -> Sequence[Merge]:
        """Merged ranges: zero-based row and column of both corners."""

    @property
    def faults(self) -> Sequence[CellFault]:
        """Cells that can't be given as text."""

    @property
    def hidden_rows(self) -> Sequence[int]:
        """Rows of the file that a reader does not see; they are read like any other, and the receipt says so."""

    def number_of(self, index: int) -> int:
        """Return the row of the file in which a row of the head stands."""

    def pieces(self, start: int, unique: Collection[int] = ()) -> Iterator[Piece]:
        """Yield everything from a row of the head on, in one piece at least; `unique`: columns whose values hardly repeat."""


@dataclass(frozen=True)
class OpenedFile:
    """A file's sheets, the encoding and delimiter of its text when it has them, and what its template says of itself."""

    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    delimiter: str | None = None
    template: Mapping[str, str] = field(default_factory=dict)


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
