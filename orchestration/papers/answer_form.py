"""The form on which a bureau answers queries: a workbook to fill in and to drop under the name that it has.

Its headers are those of the dataset query_answers; which queries are open is the receipt's to say.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from orchestration.foundation.safe_text import shown
from orchestration.foundation.workbook_file import put, workbook_bytes
from orchestration.papers.background import Background
from orchestration.papers.marking import cell_at
from orchestration.papers.receipt_terms import is_query
from orchestration.papers.sheet_looks import BOX, HEADER, INPUT, WRAPPED, font, print_on_a4, row_height

SHEET = "疑问答复"
COLUMNS: tuple[tuple[str, int], ...] = (
    ("疑问编号", 15), ("数据集", 26), ("文件", 26), ("工作表", 12), ("单元格", 9), ("表头", 20), ("对象", 20), ("报送值", 14),
    ("疑问", 44), ("说明", 48), ("填写人", 12), ("填写日期", 14),
)  # fmt: skip
WIDTHS = tuple(width for _, width in COLUMNS)
HEADER_ROW = 3


def needs_form(receipt: Mapping[str, Any]) -> bool:
    """Whether a receipt has queries that can be answered."""
    return receipt["status"] == "accepted" and bool(_queries(receipt))


def form_bytes(receipt: Mapping[str, Any], background: Background) -> bytes:
    """Return the answer form of a receipt as the bytes of its file."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = SHEET
    put(cell_at(sheet, 1, 1), f"{background.period}{background.dataset}疑问答复")
    sheet["A1"].font = font(bold=True, size=16)
    put(
        cell_at(sheet, 2, 1),
        f"请在黄色的三列填写，其余各列不要改动；数值有误、改为重报的行请整行删除。"
        f"保存后以原文件名“{background.form_name}”放入 {background.folder}",
    )
    for column, (name, width) in enumerate(COLUMNS, start=1):
        cell = cell_at(sheet, HEADER_ROW, column)
        put(cell, name)
        cell.font, cell.fill, cell.border, cell.alignment = font(bold=True), HEADER, BOX, WRAPPED
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, texts in enumerate(_rows(receipt), start=HEADER_ROW + 1):
        for column, text in enumerate(texts, start=1):
            cell = cell_at(sheet, row, column)
            put(cell, text)
            cell.border, cell.alignment = BOX, WRAPPED
        sheet.row_dimensions[row].height = row_height(texts, WIDTHS[: len(texts)])
        for column in range(len(texts) + 1, len(COLUMNS) + 1):
            cell = cell_at(sheet, row, column)
            cell.border, cell.alignment, cell.fill = BOX, WRAPPED, INPUT
            cell.number_format = "yyyy-mm-dd" if column == len(COLUMNS) else "@"
    sheet.freeze_panes = f"B{HEADER_ROW + 1}"
    print_on_a4(sheet, (HEADER_ROW, HEADER_ROW))
    return workbook_bytes(workbook, dt.datetime.fromisoformat(receipt["decided_at"]))


def _queries(receipt: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [item for item in receipt["findings"] if is_query(item) and item.get("query_id")]


def _rows(receipt: Mapping[str, Any]) -> Sequence[tuple[str, ...]]:
    dataset = f"{receipt['bureau']}.{receipt['dataset']}"
    rows = []
    for item in _queries(receipt):
        fields = ("sheet", "cell", "header", "key", "value", "message_zh")
        texts = (shown(item.get(name)) for name in fields)
        rows.append((shown(item["query_id"]), dataset, shown(item["file"]), *texts))
    return rows
