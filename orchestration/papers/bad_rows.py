"""A workbook of the rows that findings are about, with their numbers in the bureau's file: for CSV files and large workbooks.

Opens what a bureau sent, so it runs in the process of `drawing` and nowhere else. Columns that the contract restricts are left out.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from orchestration.contracts import fold
from orchestration.foundation.safe_text import shown
from orchestration.foundation.workbook_file import put
from orchestration.papers.background import Background
from orchestration.papers.findings_sheet import add_findings_sheet
from orchestration.papers.marking import cell_at, mark_all
from orchestration.papers.receipt_view import Place, View
from orchestration.papers.sheet_looks import HEADER, column_width, font, print_on_a4

MOST_ROWS = 5_000
MOST_CELLS = 200_000
HEAD_ROWS = 60
LONGEST_RECORD = 4 * 1024 * 1024
LONGEST_TEXT = 500
CSV_SHEET = "有问题的行"
NUMBER_HEADER = "原行号"
UNFIT_FOR_TITLES, LONGEST_TITLE = re.compile(r"[\\*?:/\[\]]"), 31
LEFT_OUT = "（不显示）"

Numbered = tuple[int, Sequence[str]]


def bad_rows_workbook(kept: Path, view: View, receipt: Mapping[str, Any], background: Background) -> Workbook:
    """Return a workbook with the header and the rows of a file that findings are about, marked alike."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    places = [place for group in view.groups for place in group.places if place.row]
    rows_of: dict[str, dict[int, int]] = {}
    sheets: dict[str, Worksheet] = {}
    left = 0
    for name in sorted({place.sheet for place in places}):
        wanted = sorted({place.row for place in places if place.sheet == name and place.row})
        sheets[name] = workbook.create_sheet(UNFIT_FOR_TITLES.sub("_", name)[:LONGEST_TITLE] or CSV_SHEET)
        rows_of[name], more = _write(sheets[name], _records(kept, name, receipt["file"]), wanted, background)
        left += more

    def locate(place: Place) -> Cell | None:
        row = rows_of.get(place.sheet, {}).get(place.row or 0)
        column = column_index_from_string(place.column) + 1 if place.column else 1
        return cell_at(sheets[place.sheet], row, column) if row else None

    targets = mark_all(view, locate)
    add_findings_sheet(workbook, view, receipt, background, targets=targets, remark=_remark(left))
    return workbook


def _remark(left: int) -> str:
    more = f"另有 {left} 行未列出。" if left else ""
    more_en = f" {left} more rows are not shown." if left else ""
    return (
        f"后面的工作表只列出有问题的行，第一列是原文件中的行号。{more}请在原文件中改正。"
        f"  The sheets behind this one hold only the rows with findings; the first column is the row in your file.{more_en}"
    )


def _records(kept: Path, sheet: str, file: Mapping[str, Any]) -> Iterator[Numbered]:
    """Yield the rows of a sheet, or the records of a CSV file, with their numbers."""
    if file["format"] == "csv":
        return _csv_records(kept, file["encoding"], file.get("delimiter") or ",")
    with kept.open("rb") as stream:
        grid = CalamineWorkbook.from_filelike(stream).get_sheet_by_name(sheet)
    rows = grid.to_python(skip_empty_area=False)
    return ((number, [str(value) for value in row]) for number, row in enumerate(rows, start=1))


def _csv_records(kept: Path, encoding: str, delimiter: str) -> Iterator[Numbered]:
    csv.field_size_limit(LONGEST_RECORD)
    with kept.open(encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter)
        line = 1
        for record in reader:
            yield line, record
            line = reader.line_num + 1


def _write(
    sheet: Worksheet, records: Iterator[Numbered], wanted: Sequence[int], background: Background
) -> tuple[dict[int, int], int]:
    """Write the head and the wanted rows; returns which row each became, and how many there was no room for."""
    first = list(islice(records, HEAD_ROWS))
    header = _header_index(first, background)
    head, rest = first[: header + 1], [*first[header + 1 :]]
    titles = head[-1][1] if head else ()
    allowed = min(MOST_ROWS, MOST_CELLS // max(len(titles), 1))
    kept_rows = {number for number in wanted if all(number != row for row, _ in head)}
    chosen, more = set(sorted(kept_rows)[:allowed]), max(len(kept_rows) - allowed, 0)
    numbers: dict[int, int] = {}
    for number, cells in head:
        numbers[number] = _append(sheet, number, cells, is_head=True)
    for number, cells in _chosen((*rest,), records, chosen):
        numbers[number] = _append(sheet, number, _masked(cells, titles, background))
    put(cell_at(sheet, 1, 1), NUMBER_HEADER)
    sheet.freeze_panes = f"B{len(head) + 1}"
    for number, column in enumerate(sheet.iter_cols(values_only=True), start=1):
        width = column_width(str(value) for value in column if value is not None)
        sheet.column_dimensions[get_column_letter(number)].width = width
    print_on_a4(sheet)
    return numbers, more


def _chosen(first: Sequence[Numbered], records: Iterator[Numbered], wanted: set[int]) -> Iterator[Numbered]:
    last = max(wanted, default=0)
    for source in (first, records):
        for number, cells in source:
            if number > last:
                return
            if number in wanted:
                yield number, cells


def _header_index(rows: Sequence[Numbered], background: Background) -> int:
    """Return which of the first rows names the most columns of the contract; the first when none does."""
    counts = [sum(fold(cell) in background.headers for cell in cells) for _, cells in rows]
    return counts.index(max(counts)) if counts else 0


def _masked(cells: Sequence[str], titles: Sequence[str], background: Background) -> list[str]:
    """Return a row without what the contract restricts; where it is not certain which cell is which, without anything."""
    if not background.hidden:
        return list(cells)
    if len(cells) != len(titles):
        return [LEFT_OUT for _ in cells]
    open_headers = set(background.headers) - set(background.hidden)
    return [
        cell if fold(title) in open_headers else LEFT_OUT for cell, title in zip(cells, titles, strict=True)
    ]


def _append(sheet: Worksheet, number: int, cells: Sequence[str], *, is_head: bool = False) -> int:
    row = sheet.max_row + 1 if sheet.cell(1, 1).value is not None else 1
    for column, text in enumerate((str(number), *cells), start=1):
        cell = cell_at(sheet, row, column)
        short = text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
        put(cell, shown(short))
        if is_head:
            cell.font, cell.fill = font(bold=True), HEADER
    return row
