"""Writes tables for people: CSV in UTF-8 with the mark that Excel needs, and one workbook with a sheet per table.

No cell is ever taken for a formula, and an empty cell of the release is an empty cell here: what is suppressed stays so.
"""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from orchestration.foundation.safe_text import shown
from orchestration.foundation.workbook_file import is_formula_like, put, workbook_bytes, write_bytes

WORDS = {True: "是", False: "否"}
WIDTH, LONGEST_SHEET_NAME = 16, 31
BOLD = Font(bold=True)


@dataclass(frozen=True)
class Sheet:
    """A table as people get it: its name, the Chinese headers and the rows."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Any]]


def _text(value: Any) -> str:
    """Return a value as a CSV cell; a text that a spreadsheet might compute gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return WORDS[value]
    if isinstance(value, int | Decimal | dt.date):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    text = shown(value)
    return f"'{text}" if is_formula_like(text) else text


def write_csv(path: Path, sheet: Sheet) -> None:
    """Write a table as CSV.

    Args:
        path: The file; it appears whole.
        sheet: The table.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(map(_text, sheet.headers))
    writer.writerows([_text(value) for value in row] for row in sheet.rows)
    write_bytes(path, ("\ufeff" + text.getvalue()).encode())


def write_workbook(path: Path, sheets: Sequence[Sheet], notice: str, moment: dt.datetime) -> None:
    """Write tables as one workbook: what it is in the first row, headers in the second.

    Args:
        path: The file; it appears whole.
        sheets: The tables, at least one.
        notice: What every sheet says of itself: the release, and whether the figures are made up.
        moment: The time that the file states as its own.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in sheets:
        page = workbook.create_sheet(sheet.name[:LONGEST_SHEET_NAME])
        put(page.cell(1, 1), notice)
        for column, header in enumerate(sheet.headers, start=1):
            cell = page.cell(2, column)
            put(cell, shown(header))
            cell.font = BOLD
            page.column_dimensions[get_column_letter(column)].width = WIDTH
        for number, row in enumerate(sheet.rows, start=3):
            for column, value in enumerate(row, start=1):
                if isinstance(value, int | Decimal | dt.date) and not isinstance(value, bool):
                    page.cell(number, column).value = value
                elif value is not None:
                    put(page.cell(number, column), WORDS[value] if isinstance(value, bool) else shown(value))
        page.freeze_panes = "A3"
    write_bytes(path, workbook_bytes(workbook, moment))
