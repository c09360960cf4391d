"""Reads an .xlsx workbook into sheets of text. What a cell shows is kept; what it means is decided by the contract, not here."""

import datetime as dt
import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, cast
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import python_calamine
from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]

from orchestration.intake.archive import guard
from orchestration.intake.arrays import Texts, as_mask, as_texts, kernels, matching
from orchestration.intake.markup import SheetMarkup, guard_texts, read_markup
from orchestration.intake.parts import cell_styles, counts_from_1904, shared_texts, sheet_parts
from orchestration.intake.sheets import HEAD_ROWS, Block, CellFault, Merge, OpenedFile, Unreadable

# What Excel itself keeps of a number; beyond it stand only the traces of binary fractions.
SIGNIFICANT_DIGITS = 15
HUNDRED = 100
LOOKED_AT = 1000
WORKERS = 2
SMALL_SHEET = 4 * 1024 * 1024
# Hidden, in workbooks that `jixiao template` wrote.
TEMPLATE_SHEET = "_jixiao"
LARGEST_WHOLE = 1e15
SMALLEST_PLAIN, LARGEST_PLAIN = 1e-3, 1e9
PLAIN_NUMBER = r"^-?[0-9]+[.][0-9]+$"


@dataclass(frozen=True)
class WorkbookSheet:
    """One visible sheet as the cell reader gives it; row i of the grid stands in row i + 1 of the file."""

    name: str
    rows: Sequence[Sequence[Any]]
    percents: frozenset[tuple[int, int]]
    merged: tuple[Merge, ...]
    faults: tuple[CellFault, ...]
    hidden_rows: tuple[int, ...] = ()
    has_serial_dates: bool = True

    @cached_property
    def head(self) -> Sequence[Sequence[str]]:
        """The first rows."""
        return [
            [shown(value, is_percent=(row, column) in self.percents) for column, value in enumerate(cells)]
            for row, cells in enumerate(self.rows[:HEAD_ROWS])
        ]

    def number_of(self, index: int) -> int:
        """Return the row of the file in which a row of the head stands."""
        return index + 1

    def pieces(self, start: int, unique: Collection[int] = ()) -> "Iterator[Rest]":
        """Yield everything from a row on, in one piece."""
        yield Rest(self.rows, self.percents, start, frozenset(unique))


@dataclass(frozen=True)
class Rest:
    """The rows of a sheet from one on."""

    rows: Sequence[Sequence[Any]]
    percents: frozenset[tuple[int, int]]
    start: int
    unique: frozenset[int]

    def block(self) -> Block:
        """Return them as columns."""
        below = self.rows[self.start :]
        percents: dict[int, set[int]] = {}
        for row, column in self.percents:
            percents.setdefault(column, set()).add(row - self.start)
        width = len(self.rows[0])
        values = zip(*below, strict=True) if below else ((),) * width
        # Arrow lets go of the interpreter: two columns at a time.
        with ThreadPoolExecutor(WORKERS) as pool:
            columns = pool.map(
                self._column, values, range(width), [percents.get(index, ()) for index in range(width)]
            )
        return Block(numbers=np.arange(self.start + 1, self.start + 1 + len(below)), columns=tuple(columns))

    def _column(self, values: Sequence[Any], index: int, percents: Collection[int]) -> Texts:
        texts = column_texts(values, percents)
        is_mostly_different = index in self.unique or len(set(values[:LOOKED_AT])) > LOOKED_AT // 2
        return Texts.plain(texts) if is_mostly_different else Texts.of(texts)


def open_workbook(path: Path) -> OpenedFile:
    """Open a workbook.

    Raises:
        Unreadable: It is damaged, not a workbook, or not safe to open.
    """
    kept = guard(path)
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as stream, ThreadPoolExecutor(1) as pool:
            return _opened(archive, kept, python_calamine.CalamineWorkbook.from_filelike(stream), pool)
    except DefusedXmlException as error:
        raise Unreadable("F15_UNSAFE_XML", str(error)) from error
    except (
        zipfile.BadZipFile,
        python_calamine.CalamineError,
        KeyError,
        ParseError,
        ExpatError,
        OSError,
    ) as error:
        raise Unreadable("F03_UNREADABLE", f"{type(error).__name__}: {error}") from error


def _opened(
    archive: zipfile.ZipFile, kept: dict[str, list[bytes]], workbook: Any, pool: ThreadPoolExecutor
) -> OpenedFile:
    def read(part: str) -> bytes:
        return b"".join(kept.pop(part)) if part in kept else archive.read(part)

    for part in shared_texts(archive):
        guard_texts(archive, part)
    styles = cell_styles(archive)
    parts = {name: part for name, part in sheet_parts(archive).items() if _is_sheet(part)}
    # Our look at a sheet's XML and the cell reader's go side by side, except that a small sheet which claims to reach far is
    # found out before the cell reader makes room for it.
    markups = {name: pool.submit(read_markup, read, part, styles) for name, part in parts.items()}
    sheets, template, has_serials = [], {}, not counts_from_1904(archive)
    for meta in workbook.sheets_metadata:
        if meta.name == TEMPLATE_SHEET:
            template = _template(workbook.get_sheet_by_name(meta.name))
        if not _is_visible(meta) or meta.name not in parts:
            continue
        if archive.getinfo(parts[meta.name]).file_size < SMALL_SHEET:
            markups[meta.name].result()
        sheet = _sheet(workbook.get_sheet_by_name(meta.name), markups[meta.name].result)
        sheets.append(replace(sheet, has_serial_dates=has_serials))
    return OpenedFile(sheets=tuple(sheets), template=template)


def _template(sheet: Any) -> dict[str, str]:
    """Return what a template says of itself: names in the first column, values in the second."""
    rows = sheet.to_python()[:HEAD_ROWS]
    return {cell_text(row[0]): cell_text(row[1]) for row in rows if len(row) > 1 and row[0] != ""}


def _is_sheet(part: str) -> bool:
    return part.startswith("xl/worksheets/")


def _is_visible(meta: Any) -> bool:
    return bool(meta.visible == python_calamine.SheetVisibleEnum.Visible)


def _sheet(sheet: Any, read: Callable[[], SheetMarkup]) -> WorkbookSheet:
    merged = tuple((tuple(first), tuple(last)) for first, last in sheet.merged_cell_ranges or ())
    rows, markup = sheet.to_python(skip_empty_area=False), read()
    return WorkbookSheet(
        name=sheet.name,
        rows=rows,
        percents=frozenset(markup.percents),
        merged=merged,
        faults=tuple(markup.faults),
        hidden_rows=tuple(markup.hidden_rows),
    )


def shown(value: object, *, is_percent: bool) -> str:
    """Return a cell's value as text, in percent when its format shows it so."""
    text = cell_text(value)
    return percent_text(text) if is_percent else text


def column_texts(values: Sequence[Any], percents: Collection[int]) -> pa.StringArray:
    """Return a column's values as texts; `percents` are the places of those that are shown as percentages."""
    if percents:
        return as_texts([shown(value, is_percent=place in percents) for place, value in enumerate(values)])
    kinds = set(map(type, values))
    if kinds == {float}:
        return number_texts(np.fromiter(values, np.float64, len(values)))
    if kinds == {str}:
        return as_texts(values)
    if kinds == {float, str}:
        is_number = np.array([type(value) is float for value in values])
        numbers = number_texts(np.array([value if type(value) is float else 0.0 for value in values]))
        words = as_texts(["" if type(value) is float else value for value in values])
        both: pa.StringArray = kernels.if_else(pa.array(is_number), numbers, words)
        return both
    return as_texts([cell_text(value) for value in values])


def number_texts(numbers: npt.NDArray[np.float64]) -> pa.StringArray:
    """Return numbers as `cell_text` writes them, all at once.

    The shortest text that means a number is what is wanted as long as it has no more digits than Excel keeps.
    """
    is_whole = (numbers == np.trunc(numbers)) & (np.abs(numbers) < LARGEST_WHOLE)
    whole = pa.array(np.where(is_whole, numbers, 0).astype(np.int64)).cast(pa.string())
    short = cast(pa.StringArray, pa.array(numbers).cast(pa.string()))
    texts = cast(pa.StringArray, kernels.if_else(pa.array(is_whole), whole, short))
    # One character is the point; a sign only makes it shorter.
    is_short = as_mask(kernels.less_equal(kernels.binary_length(short), SIGNIFICANT_DIGITS + 1))
    # Of these sizes the shortest text never has an exponent; only the others need to be looked at.
    is_plain = (np.abs(numbers) >= SMALLEST_PLAIN) & (np.abs(numbers) < LARGEST_PLAIN)
    if not (is_plain | is_whole).all():
        is_plain |= matching(short, PLAIN_NUMBER)
    odd = ~is_whole & ~(is_short & is_plain)
    if odd.any():
        exact = as_texts([cell_text(float(number)) for number in numbers[odd]])
        texts = cast(pa.StringArray, kernels.replace_with_mask(texts, pa.array(odd), exact))
    return texts


def percent_text(text: str) -> str:
    """Return a stored fraction as the percentage that its format shows."""
    shown = (Decimal(text) * HUNDRED).normalize()
    return f"{shown:f}%"


def cell_text(value: object) -> str:
    """Return a cell as text: numbers with the digits that Excel keeps, dates in ISO form, the rest as it stands."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return format(Decimal(format(value, f".{SIGNIFICANT_DIGITS}g")), "f")
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)
