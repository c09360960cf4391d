"""Reads an .xlsx workbook into sheets of text. What a cell shows is kept; what it means is decided by the contract, not here."""

import datetime as dt
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

import numpy as np
import python_calamine
from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]

from orchestration.intake.archive import guard
from orchestration.intake.arrays import Texts, as_texts
from orchestration.intake.markup import SheetMarkup, read_markup
from orchestration.intake.parts import percent_styles, sheet_parts
from orchestration.intake.sheets import HEAD_ROWS, Block, CellFault, Merge, OpenedFile, Unreadable

# What Excel itself keeps of a number; beyond it stand only the traces of binary fractions.
SIGNIFICANT_DIGITS = 15
HUNDRED = 100


@dataclass(frozen=True)
class WorkbookSheet:
    """One visible sheet; row i of the grid stands in row i + 1 of the file."""

    name: str
    rows: Sequence[Sequence[str]]
    merged: tuple[Merge, ...]
    faults: tuple[CellFault, ...]

    @property
    def head(self) -> Sequence[Sequence[str]]:
        """The first rows."""
        return self.rows[:HEAD_ROWS]

    def number_of(self, index: int) -> int:
        """Return the row of the file in which a row of the head stands."""
        return index + 1

    def pieces(self, start: int, unique: Collection[int] = ()) -> "Iterator[Rest]":
        """Yield everything from a row on, in one piece."""
        yield Rest(self.rows, start, frozenset(unique))


@dataclass(frozen=True)
class Rest:
    """The rows of a sheet from one on."""

    rows: Sequence[Sequence[str]]
    start: int
    unique: frozenset[int]

    def block(self) -> Block:
        """Return them as columns."""
        below = self.rows[self.start :]
        columns = (as_texts([row[index] for row in below]) for index in range(len(self.rows[0])))
        return Block(
            numbers=np.arange(self.start + 1, self.start + 1 + len(below)),
            columns=tuple(
                Texts.plain(column) if index in self.unique else Texts.of(column)
                for index, column in enumerate(columns)
            ),
        )


def open_workbook(path: Path) -> OpenedFile:
    """Open a workbook.

    Raises:
        Unreadable: It is damaged, not a workbook, or not safe to open.
    """
    guard(path)
    try:
        with zipfile.ZipFile(path) as archive:
            percent, parts = percent_styles(archive), sheet_parts(archive)
            markups = {
                name: read_markup(archive, part, percent) for name, part in parts.items() if _is_sheet(part)
            }
        with path.open("rb") as stream:
            workbook = python_calamine.CalamineWorkbook.from_filelike(stream)
        visible = [
            meta.name for meta in workbook.sheets_metadata if _is_visible(meta) and meta.name in markups
        ]
        sheets = tuple(_sheet(workbook.get_sheet_by_name(name), markups[name]) for name in visible)
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
    return OpenedFile(sheets=sheets)


def _is_sheet(part: str) -> bool:
    return part.startswith("xl/worksheets/")


def _is_visible(meta: Any) -> bool:
    return bool(meta.visible == python_calamine.SheetVisibleEnum.Visible)


def _sheet(sheet: Any, markup: SheetMarkup) -> WorkbookSheet:
    rows = [[cell_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for row, column in markup.percents:
        rows[row][column] = percent_text(rows[row][column])
    merged = tuple((tuple(first), tuple(last)) for first, last in sheet.merged_cell_ranges or ())
    return WorkbookSheet(sheet.name, rows, merged, tuple(markup.faults))


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
