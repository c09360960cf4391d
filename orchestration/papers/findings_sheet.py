"""The sheet 问题清单 of a receipt's workbook: the verdict, what to do, and every finding with a link to its cell.

How cells of the bureau's own sheets are marked stands in `marking`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from orchestration.foundation.safe_text import shown
from orchestration.foundation.workbook_file import put
from orchestration.papers.background import Background
from orchestration.papers.receipt_terms import SEVERITIES, letter
from orchestration.papers.receipt_view import Group, Place, View
from orchestration.papers.sheet_looks import BOX, FILLS, HEADER, WRAPPED, font, print_on_a4, row_height

SHEET = "问题清单"
COLUMNS: tuple[tuple[str, int], ...] = (
    ("序号", 5), ("级别", 6), ("工作表", 11), ("单元格", 8), ("表头", 20), ("对象", 16), ("报送值", 15), ("问题", 32),
    ("怎样处理", 36), ("规则", 6), ("疑问编号", 13), ("English", 46),
)  # fmt: skip
LINKED, SEVERITY = 3, 1
WIDTHS = tuple(width for _, width in COLUMNS)


@dataclass(frozen=True)
class Target:
    """A cell of the same workbook in which a finding is marked."""

    sheet: str
    cell: str


def add_findings_sheet(
    workbook: Workbook,
    view: View,
    receipt: Mapping[str, Any],
    background: Background,
    *,
    targets: Mapping[Place, Target],
    remark: str = "",
) -> None:
    """Put the sheet in front of a workbook's others and open the workbook there.

    Args:
        workbook: The workbook.
        view: What the receipt says.
        receipt: The receipt.
        background: What surrounds it.
        targets: Where findings are marked in this workbook.
        remark: What people must know of the sheets behind this one.
    """
    sheet: Worksheet = workbook.create_sheet(_free_name(workbook), 0)
    workbook.active = 0
    for other in workbook.worksheets[1:]:
        other.sheet_view.tabSelected = False
    top = _write_head(sheet, view, receipt, background, remark)
    _write_table(sheet, top, view.groups, targets)
    _lay_out(sheet, top)


def _free_name(workbook: Workbook) -> str:
    """Return a name for the sheet that none of the bureau's has."""
    taken = {name.casefold() for name in workbook.sheetnames}
    numbered = (f"{SHEET}{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (SHEET, *numbered) if name.casefold() not in taken)


def _write_head(
    sheet: Worksheet, view: View, receipt: Mapping[str, Any], background: Background, remark: str
) -> int:
    file = receipt["file"]
    lines = [
        (view.headline.zh, font(bold=True, size=16)),
        (view.headline.en, font(color="FF5B6675")),
        (
            f"{background.bureau}　{background.period}　{background.dataset}　文件：{shown(file['name'])}",
            font(bold=True),
        ),
        *((f"{number}. {step.zh}  {step.en}", font()) for number, step in enumerate(view.steps, start=1)),
        *([(remark, font(bold=True))] if remark else []),
        (f"报送编号 {receipt['submission_id']}　SHA-256 {file['sha256']}", font(color="FF5B6675", size=9)),
    ]
    for number, (text, look) in enumerate(lines, start=1):
        put(_cell(sheet, number, 1), text)
        sheet.cell(number, 1).font = look
    return len(lines) + 2


def _write_table(
    sheet: Worksheet, top: int, groups: Sequence[Group], targets: Mapping[Place, Target]
) -> None:
    for column, (name, _) in enumerate(COLUMNS, start=1):
        cell = _cell(sheet, top, column)
        put(cell, name)
        cell.font, cell.fill, cell.border, cell.alignment = font(bold=True), HEADER, BOX, WRAPPED
    for number, (group, texts, place) in enumerate(_rows(groups), start=1):
        target = targets.get(place) if place else None
        _write_row(sheet, top + number, (str(number), *texts), group.severity, target)


def _rows(groups: Iterable[Group]) -> Iterable[tuple[Group, tuple[str, ...], Place | None]]:
    for group in groups:
        severity = SEVERITIES[group.severity][0]
        for place in group.places:
            where = place.cell or (f"第{place.row}行" if place.row else "")
            english = f"{place.message.en} {place.fix.en}"
            yield group, (
                severity, place.sheet, where, place.header, place.key, place.value, place.message.zh, place.fix.zh,
                letter(group.rule), place.query_id, english,
            ), place  # fmt: skip
        for words in group.unlisted:
            yield group, (severity, *[""] * 5, words.zh, "", letter(group.rule), "", words.en), None


def _write_row(
    sheet: Worksheet, row: int, texts: Sequence[str], severity: str, target: Target | None
) -> None:
    for column, text in enumerate(texts, start=1):
        cell = _cell(sheet, row, column)
        put(cell, text)
        cell.font, cell.border, cell.alignment = font(), BOX, WRAPPED
    sheet.row_dimensions[row].height = row_height(texts, WIDTHS)
    sheet.cell(row, SEVERITY + 1).fill = FILLS[severity]
    if target is not None:
        cell = _cell(sheet, row, LINKED + 1)
        location = f"{quote_sheetname(target.sheet)}!{target.cell}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
        cell.font = font(color="FF1F5F8B", underline="single")


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101 this sheet merges nothing
    return cell


def _lay_out(sheet: Worksheet, top: int) -> None:
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{top + 1}"
    print_on_a4(sheet, (top, top))
