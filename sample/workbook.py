"""Writes workbooks the way bureaus lay them out, and the same bytes each time. Which rows stand in them is said elsewhere."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sample.textfile import Cell

FIXED_TIME = dt.datetime(2021, 1, 4, 9, 0, 0)  # noqa: DTZ001 - a zip entry's time has no zone
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
THIN = Border(*(Side(style="thin", color="999999"),) * 4)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
WIDEST_COLUMN = 24
FIRST_HEADER_ROW = 3
SAMPLE_NOTE = "演示数据 sample data, not an official result"


@dataclass(frozen=True)
class Sheet:
    """One sheet: a merged title, a row of `label：value` statements, a header of one or two levels, rows, notes."""

    name: str
    title: str
    headers: Sequence[Sequence[str]]
    rows: Sequence[Sequence[Cell]]
    statements: Sequence[str] = ("数据性质：合成演示",)
    notes: Sequence[str] = (SAMPLE_NOTE,)


def runs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return first and last position of every run of equal neighbours that is longer than one."""
    starts = [i for i, text in enumerate(texts) if i == 0 or text != texts[i - 1]]
    ends = [*(start - 1 for start in starts[1:]), len(texts) - 1]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if end > start]


def _merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def _header(sheet: Worksheet, headers: Sequence[Sequence[str]]) -> int:
    """Write the header, merged as people merge it; returns its last row."""
    first, last = FIRST_HEADER_ROW, FIRST_HEADER_ROW + max(len(path) for path in headers) - 1
    for column, path in enumerate(headers, 1):
        for level, text in enumerate(path):
            sheet.cell(first + level, column, text)
        if first + len(path) - 1 < last:
            _merge(sheet, first + len(path) - 1, column, last, column)
    for start, end in runs([path[0] for path in headers]):
        # Merging empties all cells but the first, as a person's spreadsheet does.
        _merge(sheet, first, start + 1, first, end + 1)
    for row in sheet.iter_rows(first, last, 1, len(headers)):
        for cell in row:
            cell.font, cell.border, cell.alignment = Font(bold=True), THIN, CENTRED
    return last


def _fill(sheet: Worksheet, content: Sheet) -> None:
    title = sheet.cell(1, 1, content.title)
    title.font, title.alignment = Font(bold=True, size=14), Alignment(horizontal="center")
    _merge(sheet, 1, 1, 1, len(content.headers))
    for column, statement in enumerate(content.statements, 1):
        sheet.cell(2, column, statement)
    last = _header(sheet, content.headers)
    for number, row in enumerate(content.rows, last + 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value).border = THIN
    for number, note in enumerate(content.notes, last + len(content.rows) + 1):
        sheet.cell(number, 1, note)
    for column, path in enumerate(content.headers, 1):
        sheet.column_dimensions[get_column_letter(column)].width = min(2 * len(path[-1]) + 4, WIDEST_COLUMN)


def _zip_again(data: bytes, path: Path) -> None:
    """Write the workbook with its parts in a fixed order and every time in it fixed."""
    stamp = FIXED_TIME.isoformat().encode() + b"Z"
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(path, "w") as target:
        for name in sorted(source.namelist()):
            part = source.read(name)
            if name == "docProps/core.xml":
                part = MODIFIED.sub(rb"\g<1>" + stamp, part)
            entry = zipfile.ZipInfo(name, FIXED_TIME.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, part)


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
    _zip_again(buffer.getvalue(), path)
