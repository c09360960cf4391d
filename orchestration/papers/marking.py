"""Marks cells of a sheet: a colour by severity and a comment that says the rule, what is wrong and how to mend it."""

from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from orchestration.papers.findings_sheet import FILLS, Target
from orchestration.papers.receipt_view import SEVERITIES, Group, Place, View, letter

AUTHOR = "Jixiao"
WIDTH, LINE_HEIGHT, CHARACTERS_A_LINE = 380, 18, 30
LONGEST_COMMENT = 2_000


def mark_all(workbook: Workbook, view: View) -> dict[Place, Target]:
    """Mark every finding that has a place in a workbook's sheets.

    Returns:
        Where each finding is marked; findings about the file as a whole are marked nowhere.
    """
    targets = {}
    for group in view.groups:
        for place in group.places:
            sheet = sheet_of(workbook, place)
            cell = _cell_of(sheet, place) if sheet is not None else None
            if sheet is not None and cell is not None:
                mark(cell, group, place)
                _uncover(sheet, cell)
                targets[place] = Target(sheet.title, cell.coordinate)
    return targets


def sheet_of(workbook: Workbook, place: Place) -> Worksheet | None:
    """Return the sheet that a finding names, or None."""
    return next((sheet for sheet in workbook.worksheets if sheet.title == place.sheet), None)


def mark(cell: Cell, group: Group, place: Place) -> None:
    """Colour a cell and say why, after what its comment said before. A graver mark is not painted over."""
    words = _words(group, place)
    if cell.comment is not None:
        words = f"{cell.comment.text}\n\n{words}"
    elif group.severity in FILLS:
        cell.fill = FILLS[group.severity]
    words = words[:LONGEST_COMMENT]
    lines = sum(1 + len(line) // CHARACTERS_A_LINE for line in words.splitlines())
    cell.comment = Comment(words, AUTHOR, height=LINE_HEIGHT * (lines + 1), width=WIDTH)


def _words(group: Group, place: Place) -> str:
    query = f"\n疑问编号 {place.query_id}" if place.query_id else ""
    return (
        f"【{SEVERITIES[group.severity][0]} {letter(group.rule)}】{place.message.zh}\n{place.fix.zh}{query}\n"
        f"{place.message.en} {place.fix.en}"
    )


def _cell_of(sheet: Worksheet, place: Place) -> Cell | None:
    """Return the cell of a finding: for a row its first one, in a merged range the one that holds the range's value."""
    if place.row is None:
        return None
    column = column_index_from_string(place.column) if place.column else 1
    found = sheet.cell(place.row, column)
    if isinstance(found, Cell):
        return found
    merged = next(area for area in sheet.merged_cells.ranges if found.coordinate in area)
    corner = sheet.cell(merged.min_row, merged.min_col)
    return corner if isinstance(corner, Cell) else None


def _uncover(sheet: Worksheet, cell: Cell) -> None:
    """Show the row and the column of a marked cell; nobody finds a mark that is hidden."""
    sheet.row_dimensions[cell.row].hidden = False
    for dimension in sheet.column_dimensions.values():
        if dimension.min is not None and dimension.min <= cell.column <= dimension.max:
            dimension.hidden = False


def severities(view: View) -> Mapping[str, int]:
    """Return how many findings of each severity have a place."""
    return {group.severity: len(group.places) for group in view.groups}
