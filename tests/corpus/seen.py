"""What others than intake see in a file: openpyxl in a workbook, the csv module in text, a plain tree of XML in an .ods.

Gives a grid of what each cell shows; what it means is not known here.
"""

import csv
import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest import mock
from xml.etree import ElementTree as ET

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# A cell that openpyxl shows in a way of its own, such as a duration: whoever compares leaves it out.
UNTOLD = "\x00"


@dataclass
class Grid:
    """One sheet: texts by row (from 1) and column (from 0), merged ranges, and whether days are counted as Excel does."""

    name: str | None = None
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    serials: bool = True

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows."""
        return self.rows.get(row, {}).get(column, "")

    def header(self, row: int, column: int, top_row: int) -> str:
        """Return what a cell of a header shows, or the merged range to which it belongs if that begins in the header."""
        for left, top, right, bottom in self.merged:
            if left <= column <= right and top_row <= top <= row <= bottom:
                return self.text(top, left)
        return self.text(row, column)


def seen(path: Path, *, delimiter: str | None = None) -> list[Grid]:
    """Return the visible sheets of a file, or the one table of a text file."""
    if path.suffix == ".csv":
        return [_text(path, delimiter or ",")]
    return _opendocument(path) if path.suffix == ".ods" else _workbook(path)


def _text(path: Path, delimiter: str) -> Grid:
    data, grid = path.read_bytes(), Grid()
    reader = csv.reader(io.StringIO(_decoded(data), newline=""), delimiter=delimiter)
    line = 1
    for record in reader:
        grid.rows[line] = dict(enumerate(record))
        line = reader.line_num + 1
    return grid


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("gb18030")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _workbook(path: Path) -> list[Grid]:
    # Cells below a merged one keep what they hold, as in the file.
    with mock.patch.object(Worksheet, "_clean_merge_range"):
        workbook = openpyxl.load_workbook(path, data_only=True)
    serials = workbook.epoch == openpyxl.utils.datetime.CALENDAR_WINDOWS_1900
    grids = []
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            grid = Grid(sheet.title, serials=serials)
            for cells in sheet.iter_rows():
                for cell in cells:
                    if cell.value is not None:
                        grid.rows.setdefault(cell.row, {})[cell.column - 1] = _shown(cell)
            grid.merged = [
                (r.min_col - 1, r.min_row, r.max_col - 1, r.max_row) for r in sheet.merged_cells.ranges
            ]
            grids.append(grid)
    return grids


def _shown(cell: Any) -> str:
    value = cell.value
    if cell.data_type == "e":
        return UNTOLD
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        is_percent = "%" in NOT_FORMAT.sub("", cell.number_format)
        return percentage(digits(value)) if is_percent else digits(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return UNTOLD
    # Excel's way to write a character that XML has none for; openpyxl leaves it as it is written.
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value))


def digits(value: float) -> str:
    """Return a number with the fifteen digits that Excel keeps."""
    return format(Decimal(format(float(value), ".15g")), "f")


def percentage(text: str) -> str:
    """Return a fraction as the percentage that is shown for it."""
    return f"{(Decimal(text) * 100).normalize():f}%"


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _opendocument(path: Path) -> list[Grid]:
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("content.xml"))  # noqa: S314
    gone = {
        _attributes(style).get("name")
        for style in root.iter()
        if _local(style.tag) == "style" and any(_attributes(part).get("display") == "false" for part in style)
    }
    serials = all(
        _attributes(one).get("date-value", "1899-12-30") == "1899-12-30"
        for one in root.iter()
        if _local(one.tag) == "null-date"
    )
    tables = (table for table in root.iter() if _local(table.tag) == "table")
    return [_table(table, serials) for table in tables if _attributes(table).get("style-name") not in gone]


def _attributes(element: ET.Element) -> dict[str, str]:
    return {_local(name): value for name, value in element.attrib.items()}


def _table(table: ET.Element, serials: bool) -> Grid:
    grid, row = Grid(_attributes(table).get("name"), serials=serials), 1
    for line in table.iter():
        if _local(line.tag) != "table-row":
            continue
        column, texts = 0, {}
        for cell in line:
            if _local(cell.tag) not in ("table-cell", "covered-table-cell"):
                continue
            told = _attributes(cell)
            repeat, text = int(told.get("number-columns-repeated", "1")), _value(cell, told)
            right, down = (
                int(told.get("number-columns-spanned", "1")),
                int(told.get("number-rows-spanned", "1")),
            )
            if right > 1 or down > 1:
                grid.merged.append((column, row, column + right - 1, row + down - 1))
            if text:
                texts.update({column + number: text for number in range(repeat)})
            column += repeat
        times = int(_attributes(line).get("number-rows-repeated", "1"))
        if texts:
            grid.rows.update({row + number: dict(texts) for number in range(times)})
        row += times
    return grid


def _value(cell: ET.Element, told: dict[str, str]) -> str:
    kind = told.get("value-type")
    if kind in ("float", "percentage", "currency"):
        try:
            text = digits(float(told["value"]))
        except (ValueError, ArithmeticError):
            return told["value"]
        currency = told.get("currency", "CNY") if kind == "currency" else "CNY"
        shown = percentage(text) if kind == "percentage" else text
        return shown if currency == "CNY" else f"{shown} {currency}"
    if kind == "date":
        day, _, time = told["date-value"].partition("T")
        return f"{day} {time}" if time.strip("0:.") else day
    if kind == "boolean":
        return told["boolean-value"].upper()
    paragraphs = [_plain(part) for part in cell if _local(part.tag) == "p"]
    return "\n".join(paragraphs) or told.get("string-value", "")


def _plain(element: ET.Element) -> str:
    """Return an element's text, with the blanks that OpenDocument writes as elements."""
    text = element.text or ""
    for part in element:
        tag = _local(part.tag)
        if tag == "s":
            text += " " * int(_attributes(part).get("c", "1"))
        elif tag == "tab":
            text += "\t"
        elif tag == "line-break":
            text += "\n"
        elif tag not in ("annotation", "note"):
            text += _plain(part)
        text += part.tail or ""
    return text
