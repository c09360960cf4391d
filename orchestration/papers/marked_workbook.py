"""A bureau's own workbook with the cells marked that findings are about, and the sheet of findings in front.

Opens what a bureau sent, so it runs in the process of `drawing` and nowhere else, and only on files that passed intake's file
stage. The copy holds values only: no formula, no link, no macro.
"""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.worksheet.datavalidation import DataValidationList
from openpyxl.worksheet.worksheet import Worksheet

from orchestration.foundation.workbook_file import is_formula_like
from orchestration.papers.background import Background
from orchestration.papers.findings_sheet import add_findings_sheet
from orchestration.papers.marking import cell_at, mark_all
from orchestration.papers.receipt_view import Place, View

MOST_INFLATED = 20 * 1024 * 1024
MOST_IN_RANGES = 200_000
# openpyxl makes a cell of every cell in these ranges, filled or not.
RANGES = re.compile(
    rb"<(?:[^<>\s:]+:)?(?:mergeCell|hyperlink)\s[^>]*?\bref\s*=\s*[\"']([^\"']*:[^\"']*)[\"']"
)
LAST_COLUMN, LAST_ROW = 16_384, 1_048_576
REMARK = (
    "以下各工作表是贵单位原文件的副本（公式已换成数值），有问题的单元格已着色并附批注。请在原文件中改正，不要在副本中改。"
    "  The sheets behind this one are a copy of your file with values for formulas; correct your own file, not the copy."
)


class TooLarge(Exception):
    """The workbook is too large to be copied; the rows with findings are shown instead."""


def marked_copy(kept: Path, view: View, receipt: Mapping[str, Any], background: Background) -> Workbook:
    """Return the bureau's workbook with its findings marked.

    Raises:
        TooLarge: It is too large for that.
    """
    _guard(kept)
    with kept.open("rb") as stream:  # kept bytes have no suffix, by which openpyxl would judge a path
        workbook = load_workbook(stream, data_only=True, keep_links=False)
    for sheet in workbook.worksheets:
        _make_inert(sheet)
    workbook.defined_names.clear()

    def locate(place: Place) -> Cell | None:
        sheet = next((item for item in workbook.worksheets if item.title == place.sheet), None)
        if sheet is None or place.row is None:
            return None
        column = column_index_from_string(place.column) if place.column else 1
        return _uncovered(sheet, cell_at(sheet, place.row, column))

    targets = mark_all(view, locate)
    add_findings_sheet(workbook, view, receipt, background, targets=targets, remark=REMARK)
    return workbook


def _guard(kept: Path) -> None:
    """Refuse what would take long to copy; intake has measured the archive, so what it states of itself holds."""
    with zipfile.ZipFile(kept) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_INFLATED:
            raise TooLarge
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        covered = sum(_covered(archive.read(name)) for name in sheets)
    if covered > MOST_IN_RANGES:
        raise TooLarge


def _covered(sheet: bytes) -> int:
    total = 0
    for reference in RANGES.findall(sheet):
        left, top, right, bottom = range_boundaries(reference.decode())
        columns = (right or LAST_COLUMN) - (left or 1) + 1
        total += columns * ((bottom or LAST_ROW) - (top or 1) + 1)
    return total


def _make_inert(sheet: Worksheet) -> None:
    """Take away what computes, links or paints over the marks; a text that looks like a formula is kept as a text."""
    sheet.conditional_formatting = ConditionalFormattingList()
    sheet.data_validations = DataValidationList()
    for row in sheet.iter_rows():
        for cell in row:
            if not isinstance(cell, Cell):
                continue
            if cell.hyperlink is not None:
                cell.hyperlink = None
            if isinstance(cell.value, str) and is_formula_like(cell.value):
                cell.quotePrefix = True


def _uncovered(sheet: Worksheet, cell: Cell) -> Cell:
    """Show the row and the column of a marked cell: nobody finds a mark that is hidden."""
    sheet.row_dimensions[cell.row].hidden = False
    for dimension in sheet.column_dimensions.values():
        if (dimension.min or 0) <= cell.column <= (dimension.max or 0):
            dimension.hidden = False
    return cell
