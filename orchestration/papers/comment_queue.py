"""The form on which the efficiency office decides on comments that no rule of the scheme routes: one row per comment of the queue.

It is written anew from each build, with the decisions that the build has read, so that dropping it again loses none. Which
comments wait is the models' to say.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from orchestration.contracts import Contract
from orchestration.foundation.safe_text import shown
from orchestration.foundation.workbook_file import put, workbook_bytes, write_bytes
from orchestration.foundation.workspace import Workspace
from orchestration.papers.answers import answers_folder
from orchestration.papers.marking import cell_at
from orchestration.papers.sheet_looks import BOX, HEADER, INPUT, WRAPPED, font, print_on_a4, row_height

KEY = ("efficiency_office", "comment_routing")
WIDTHS = (22, 20, 48, 10, 14, 16, 14, 10, 12, 14)
FIRST_INPUT = 4
HEADER_ROW = 3
# In the order of the contract's columns; handling as the contract's words have it.
QUEUE = """
select
    comments.comment_id, units.unit_name_zh, comments.comment_text, answers.handling_kind, answers.topic_code, answers.topic_name_zh,
    answers.unit_code, cast(answers.due_days as varchar), answers.decided_by, cast(answers.decided_date as varchar)
from intermediate.int_comment__comments as comments
inner join intermediate.int_unit__participants as units on comments.unit_code = units.unit_code
left join intermediate.int_comment__answers as answers on comments.comment_id = answers.comment_id
where comments.comment_id in (
    select comment_id from intermediate.int_comment__routes where routing_kind in ('queued', 'manual')
)
order by answers.handling_kind is not null, comments.unit_code, comments.comment_id
"""


def write_queue(
    workspace: Workspace, contract: Contract, database: Path, period: str, *, moment: dt.datetime
) -> Path | None:
    """Write the queue of a year's build as a form, or take the former one away when no comment is left over.

    Args:
        workspace: The folders.
        contract: The contract of the form's columns.
        database: The build's `candidate.duckdb`.
        period: The year.
        moment: The time that the workbook states as its own: when the build was opened.

    Returns:
        The form; None without a queue.
    """
    path = answers_folder(workspace, contract.bureau, period) / f"{period}年{contract.name_zh}.xlsx"
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(QUEUE).fetchall()
    if not rows:
        path.unlink(missing_ok=True)
        return None
    write_bytes(path, workbook_bytes(_workbook(contract, period, rows), moment))
    return path


def _workbook(contract: Contract, period: str, rows: Sequence[tuple[Any, ...]]) -> Workbook:
    table = contract.tables[0]
    words = {label: word for word, label in table.column("handling_kind").enum.items()}
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = table.sheet
    put(cell_at(sheet, 1, 1), f"{period}年{contract.name_zh}")
    sheet["A1"].font = font(bold=True, size=16)
    put(
        cell_at(sheet, 2, 1),
        f"请在黄色各列填写处理方式（{'或'.join(table.column('handling_kind').enum)}）、问题类别和责任单位；尚未确定的留空，已填写的各行请保留。"
        f"保存后放入 raw/{contract.bureau}/{period}/",
    )
    for number, column in enumerate(table.columns, start=1):
        cell = cell_at(sheet, HEADER_ROW, number)
        put(cell, column.header)
        cell.font, cell.fill, cell.border, cell.alignment = font(bold=True), HEADER, BOX, WRAPPED
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS[number - 1]
    for number, row in enumerate(rows, start=HEADER_ROW + 1):
        name, unit, text, handling, *rest = row
        _fill(sheet, number, [name, unit, text, words.get(handling), *rest])
    sheet.freeze_panes = f"D{HEADER_ROW + 1}"
    print_on_a4(sheet, (HEADER_ROW, HEADER_ROW))
    return workbook


def _fill(sheet: Worksheet, number: int, row: Sequence[str | None]) -> None:
    texts = [shown(text) for text in row]
    for column, text in enumerate(texts, start=1):
        cell = cell_at(sheet, number, column)
        cell.border, cell.alignment = BOX, WRAPPED
        if text:
            put(cell, text)
        if column >= FIRST_INPUT:
            cell.fill, cell.number_format = INPUT, "@"
    sheet.row_dimensions[number].height = row_height(texts, WIDTHS)
