"""Writes workbooks and CSV files the way bureaus do, and the same bytes each time."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

FIXED_TIME = dt.datetime(2021, 1, 4, 9, 0, 0)  # noqa: DTZ001 - a zip entry's time has no zone
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
THIN = Border(*(Side(style="thin", color="999999"),) * 4)
WIDEST_COLUMN = 24
SAMPLE_NOTE = "演示数据 sample data, not an official result"

Cell = str | int | float | None


@dataclass
class Sheet:
    """One sheet: a merged title, a row of `label：value` statements, a header of one or two levels, rows, notes."""

    name: str
    title: str
    headers: Sequence[Sequence[str]]
    rows: list[Sequence[Cell]]
    statements: Sequence[str] = ()
    notes: Sequence[str] = field(default_factory=tuple)


def _header(sheet: Worksheet, headers: Sequence[Sequence[str]], first: int) -> int:
    """Write the header, merged as people merge it; returns its number of rows."""
    depth = max(len(path) for path in headers)
    for index, path in enumerate(headers, 1):
        for level, text in enumerate(path):
            sheet.cell(first + level, index, text)
        if len(path) < depth:
            sheet.merge_cells(
                start_row=first + len(path) - 1,
                end_row=first + depth - 1,
                start_column=index,
                end_column=index,
            )
    start = 0
    while depth > 1 and start < len(headers):
        end = start
        while (
            end + 1 < len(headers) and len(headers[end + 1]) > 1 and headers[end + 1][0] == headers[start][0]
        ):
            end += 1
        if end > start:
            for index in range(start + 1, end + 1):
                sheet.cell(first, index + 1).value = None
            sheet.merge_cells(start_row=first, end_row=first, start_column=start + 1, end_column=end + 1)
        start = end + 1
    for row in sheet.iter_rows(first, first + depth - 1, 1, len(headers)):
        for cell in row:
            cell.font, cell.border = Font(bold=True), THIN
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return depth


def _fill(sheet: Worksheet, content: Sheet) -> None:
    width = len(content.headers)
    sheet.cell(1, 1, content.title).font = Font(bold=True, size=14)
    sheet.cell(1, 1).alignment = Alignment(horizontal="center")
    if width > 1:
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    for index, statement in enumerate(content.statements, 1):
        sheet.cell(2, index, statement)
    first = 3
    row_number = first + _header(sheet, content.headers, first)
    for row_number, row in enumerate(content.rows, row_number):
        for index, value in enumerate(row, 1):
            cell = sheet.cell(row_number, index, value)
            cell.border = THIN
    for offset, note in enumerate(content.notes, 1):
        sheet.cell(row_number + offset, 1, note)
    for index, path in enumerate(content.headers, 1):
        width_wanted = 2 * len(path[-1]) + 4
        sheet.column_dimensions[get_column_letter(index)].width = min(width_wanted, WIDEST_COLUMN)


def write_workbook(path: Path, sheets: Iterable[Sheet]) -> None:
    """Write a workbook whose bytes depend on its content only."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.created = FIXED_TIME
    workbook.properties.creator = "Jixiao sample"
    for content in sheets:
        _fill(workbook.create_sheet(content.name), content)
    buffer = io.BytesIO()
    workbook.save(buffer)
    path.parent.mkdir(parents=True, exist_ok=True)
    stamp = FIXED_TIME.isoformat() + "Z"
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            data = source.read(name)
            if name == "docProps/core.xml":
                data = MODIFIED.sub(rb"\g<1>" + stamp.encode(), data)
            entry = zipfile.ZipInfo(name, FIXED_TIME.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data)


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]], encoding: str) -> None:
    """Write a CSV file with CRLF line ends in the encoding that the bureau's tool uses."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(buffer.getvalue().encode(encoding))
