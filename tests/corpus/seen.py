"""What others than intake see in a file: openpyxl in a workbook, the csv module in text, a plain tree of XML in an .ods.

Where openpyxl opens nothing, a plain tree of XML is read there too.
Gives a grid of what each cell shows; what it means is not known here.
"""

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any
from unittest import mock
from xml.etree import ElementTree as ET

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.corpus.grid import NOT_FORMAT, UNTOLD, Grid, attributes, digits, local, percentage, unescaped
from tests.corpus.seen_tree import tree_workbook


def seen(path: Path, *, delimiter: str | None = None) -> list[Grid]:
    """Return the visible sheets of a file, or the one table of a text file."""
    if path.suffix == ".csv":
        return [_text(path, delimiter or ",")]
    if path.suffix == ".ods":
        return _opendocument(path)
    try:
        grids = _workbook(path)
    except Exception:  # noqa: BLE001
        # Of what is no cell, openpyxl asks more than anyone needs.
        return tree_workbook(path)
    return grids if grids and all(grid.rows for grid in grids) else tree_workbook(path)


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
            # Only cells that are there: one far out would make millions of blank ones.
            for (row, column), cell in sheet._cells.items():
                if cell.value is not None:
                    grid.rows.setdefault(row, {})[column - 1] = _shown(cell)
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
    return unescaped(str(value))


def _opendocument(path: Path) -> list[Grid]:
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("content.xml"))  # noqa: S314
    gone = {
        attributes(style).get("name")
        for style in root.iter()
        if local(style.tag) == "style" and any(attributes(part).get("display") == "false" for part in style)
    }
    serials = all(
        attributes(one).get("date-value", "1899-12-30") == "1899-12-30"
        for one in root.iter()
        if local(one.tag) == "null-date"
    )
    tables = (table for table in root.iter() if local(table.tag) == "table")
    return [_table(table, serials) for table in tables if attributes(table).get("style-name") not in gone]


def _table(table: ET.Element, serials: bool) -> Grid:
    grid, row = Grid(attributes(table).get("name"), serials=serials), 1
    for line in table.iter():
        if local(line.tag) != "table-row":
            continue
        column, texts = 0, {}
        for cell in line:
            if local(cell.tag) not in ("table-cell", "covered-table-cell"):
                continue
            told = attributes(cell)
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
        times = int(attributes(line).get("number-rows-repeated", "1"))
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
    paragraphs = [_plain(part) for part in cell if local(part.tag) == "p"]
    return "\n".join(paragraphs) or told.get("string-value", "")


def _plain(element: ET.Element) -> str:
    """Return an element's text, with the blanks that OpenDocument writes as elements."""
    text = element.text or ""
    for part in element:
        tag = local(part.tag)
        if tag == "s":
            text += " " * int(attributes(part).get("c", "1"))
        elif tag == "tab":
            text += "\t"
        elif tag == "line-break":
            text += "\n"
        elif tag not in ("annotation", "note"):
            text += _plain(part)
        text += part.tail or ""
    return text
