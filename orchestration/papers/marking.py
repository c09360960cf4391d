"""Marks cells of a sheet: a colour by severity and a comment that says the rule, what is wrong and how to mend it."""

from collections.abc import Callable

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from orchestration.papers.findings_sheet import Target
from orchestration.papers.receipt_terms import SEVERITIES, letter
from orchestration.papers.receipt_view import Group, Place, View
from orchestration.papers.sheet_looks import FILLS

AUTHOR = "Jixiao"
WIDTH, LINE_HEIGHT, CHARACTERS_A_LINE = 380, 18, 30
LONGEST_COMMENT = 2_000

Locate = Callable[[Place], Cell | None]


def mark_all(view: View, locate: Locate) -> dict[Place, Target]:
    """Mark every finding that has a place, the gravest first.

    Args:
        view: What the receipt says.
        locate: Gives a finding's cell, or None where it has none.

    Returns:
        Where each finding is marked; findings about the file as a whole are marked nowhere.
    """
    targets = {}
    for group in view.groups:
        for place in group.places:
            cell = locate(place)
            if cell is not None:
                _mark(cell, group, place)
                targets[place] = Target(cell.parent.title, cell.coordinate)
    return targets


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell; in a merged range the one that holds the range's value."""
    found = sheet.cell(row, column)
    if isinstance(found, MergedCell):
        area = next(area for area in sheet.merged_cells.ranges if found.coordinate in area)
        found = sheet.cell(area.min_row, area.min_col)
    assert isinstance(found, Cell)  # noqa: S101 a merged range's corner is a cell
    return found


def _mark(cell: Cell, group: Group, place: Place) -> None:
    """Colour a cell and say why, below what its comment said before."""
    before = cell.comment
    if before is None or before.author != AUTHOR:
        cell.fill = FILLS[group.severity]
    words = _words(group, place) if before is None else f"{before.text}\n\n{_words(group, place)}"
    lines = sum(1 + len(line) // CHARACTERS_A_LINE for line in words.splitlines())
    height = LINE_HEIGHT * (lines + 1)
    cell.comment = Comment(words[:LONGEST_COMMENT], AUTHOR, height=height, width=WIDTH)


def _words(group: Group, place: Place) -> str:
    query = f"\n疑问编号 {place.query_id}" if place.query_id else ""
    return (
        f"【{SEVERITIES[group.severity][0]} {letter(group.rule)}】{place.message.zh}\n{place.fix.zh}{query}\n"
        f"{place.message.en} {place.fix.en}"
    )
