"""The sheet 填报说明: who reports what by when, how to fill in, what every column takes, how to check, drop and read the answer."""

import datetime as dt
import math
from collections.abc import Iterator, Sequence

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from orchestration.contracts import Column, Contract, Contracts, Table
from orchestration.foundation.periods import Period
from orchestration.foundation.workbook_file import put
from orchestration.papers.template_basis import Basis
from orchestration.papers.template_sheet import FACE, OPTIONAL, REQUIRED, THIN, print_landscape, wide
from orchestration.papers.template_words import (
    KINDS,
    allowed_words,
    blank_words,
    file_name,
    period_words,
    required_words,
    title,
    unit_words,
)

GUIDE = "填报说明"
COLUMNS = ("工作表", "列（表头）", "含义", "要求", "类型", "计量单位", "允许的值", "没有数值时", "English")
WIDTHS = (16, 28, 36, 16, 14, 11, 36, 36, 44)
LINE, SLACK = 15, 1.1


def draw_guide(
    sheet: Worksheet, contract: Contract, contracts: Contracts, period: Period, basis: Basis
) -> None:
    """Fill the sheet that says how to fill in the others."""
    put(sheet["A1"], f"{GUIDE}：{title(contract, period)}")
    sheet["A1"].font = Font(FACE, 16, bold=True)
    row = 2
    for heading, lines in (
        ("一、报送什么", _facts(contract, period, basis)),
        ("二、怎样填写", enumerate(_how_to_fill(contract), 1)),
        ("三、怎样自查和报送", enumerate(_how_to_drop(contract, period), 1)),
    ):
        row = _section(sheet, row + 1, heading, lines)
    _columns(sheet, row + 1, contract, contracts)
    for letter, width in zip("ABCDEFGHI", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    print_landscape(sheet)
    sheet.sheet_view.showGridLines = False


def due(contract: Contract, period: Period) -> dt.date:
    """Return the day by which a dataset of a period is due."""
    return period.end + dt.timedelta(days=contract.deadline_days)


def _facts(contract: Contract, period: Period, basis: Basis) -> Iterator[tuple[str, str]]:
    yield "报送部门", f"{contract.bureau_name_zh}　{contract.bureau_name_en}"
    yield "数据集", f"{contract.name_zh}　{contract.bureau}.{contract.dataset}"
    yield "期别", period_words(period)
    yield "报送截止", due(contract, period).isoformat()
    yield "文件名", file_name(contract, period)
    yield "放入文件夹", f"raw/{contract.bureau}/{period}/"
    yield "表式版本", f"{contract.bureau}.{contract.dataset} {contract.version}"
    yield "单位名录", register_words(period, basis)[0]
    yield "用途", contract.purpose_zh or contract.purpose
    yield "Purpose", contract.purpose


def register_words(period: Period, basis: Basis) -> tuple[str, str]:
    """Return from which unit register a form takes its units, in Chinese and English."""
    year = basis.register_year
    if year is None:
        return (
            "尚无已接收的考评单位名录，单位未预填，请按最新名录填写单位代码和名称。",
            "No unit register has been accepted yet: units are not filled in; take codes and names from the newest one.",
        )
    if year < period.year:
        return (
            f"{period.year}年考评单位名录尚未接收，单位取自{year}年名录；如有变动，请按{period.year}年名录修改。",
            f"The unit register of {period.year} has not been accepted yet: units are those of {year}; mend what has changed.",
        )
    return f"单位取自{year}年考评单位名录。", f"Units are those of the unit register of {year}."


def _how_to_fill(contract: Contract) -> Iterator[str]:
    if contract.format == "csv":
        yield (
            "本数据集报送 CSV 文件（逗号分隔）。表单已写好表头，能确定的单位已预填，请从第二行起填写，不要改动表头。"
        )
        yield (
            "用 WPS 或 Excel 打开 CSV 时，过长的编号会变形；请用“数据→自文本/CSV 导入”，把代码、编号列设为文本。"
        )
        yield "填完后另存为“CSV UTF-8（逗号分隔）”，文件名用上面的“文件名”。本说明文件不必报送。"
    else:
        yield "在各工作表的表头下逐行填写。灰色单元格已预填；表中单位与名录不符的，请以名录为准。"
        yield "不要改动表头文字、工作表名称和隐藏的工作表；可以调整列宽、字体和行数，用不到的空行不必删除。"
        yield "“数据性质”“数据阶段”在标题下，点开下拉列表选择。演示、测试用的数据须选“合成演示”。"
        yield "公式可以使用，但保存前必须由 WPS 或 Excel 算出结果；不要使用宏、外部链接和加密。"
    yield "数字按表头的计量单位填写，不要在单元格中加单位。计量单位为 % 的，5.1% 填 5.1，不要填 0.051。"
    yield "零填 0。没有数值时按“没有数值时”一栏填写：留空、“无”、“不适用”、“…”各有不同含义，不要互相代替。"


def _how_to_drop(contract: Contract, period: Period) -> Iterator[str]:
    yield f"自查：运行 jixiao check “{file_name(contract, period)}”，与报送时的检查完全相同，不会写入任何内容。"
    yield f"报送：把文件放入 raw/{contract.bureau}/{period}/，几分钟内收到回执。"
    yield "回执“已接收”：完成。回执“已接收，有疑问”（QUERY）：数据已收，请核对疑问并说明原因，或改正后重新报送。"
    yield "回执“未接收”（ERROR、REJECT）：未使用其中任何数据，请按回执逐条改正后重新报送；全部问题会一次列出。"
    yield "重新报送时用同样的文件名放入同一文件夹，新文件整体替换旧文件，旧文件留存备查。"


def _section(
    sheet: Worksheet, row: int, heading: str, lines: Iterator[tuple[object, str]] | enumerate[str]
) -> int:
    """Write a heading and lines of two cells; returns the row below."""
    _heading(sheet, row, heading)
    for label, text in lines:
        row += 1
        put(sheet.cell(row, 1), str(label))
        put(sheet.cell(row, 2), text)
        sheet.cell(row, 1).alignment = Alignment(horizontal="left", vertical="top")
        sheet.cell(row, 1).font = sheet.cell(row, 2).font = Font(FACE, 11)
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=len(COLUMNS))
        sheet.cell(row, 2).alignment = Alignment(vertical="top", wrap_text=True)
        sheet.row_dimensions[row].height = LINE * _lines(text, sum(WIDTHS[1:]))
    return row + 1


def _heading(sheet: Worksheet, row: int, heading: str) -> None:
    put(sheet.cell(row, 1), heading)
    sheet.cell(row, 1).font = Font(FACE, 12, bold=True)
    sheet.row_dimensions[row].height = 22


def _columns(sheet: Worksheet, row: int, contract: Contract, contracts: Contracts) -> None:
    _heading(sheet, row, "四、各列填写要求")
    _line(sheet, row + 1, COLUMNS, bold=True)
    row += 2
    for table in contract.tables:
        for column in table.columns:
            _line(sheet, row, _about(table, column, contracts))
            sheet.cell(row, 2).fill = REQUIRED if column.required else OPTIONAL
            row += 1


def _about(table: Table, column: Column, contracts: Contracts) -> tuple[str, ...]:
    also = f"（也可写作：{'、'.join(column.synonyms)}）" if column.synonyms else ""
    unique = "，不得重复" if table.key == (column,) else ""
    return (
        table.sheet,
        f"{column.header}{also}",
        column.description_zh or "",
        required_words(table, column) + unique,
        KINDS[column.logical_type],
        unit_words(column),
        allowed_words(column, contracts),
        blank_words(column),
        column.description,
    )


def _line(sheet: Worksheet, row: int, texts: Sequence[str], *, bold: bool = False) -> None:
    for index, text in enumerate(texts, 1):
        cell = sheet.cell(row, index)
        put(cell, text)
        cell.font, cell.border = Font(FACE, 10, bold=bold), THIN
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    most = max(_lines(text, width) for text, width in zip(texts, WIDTHS, strict=True))
    sheet.row_dimensions[row].height = LINE * most


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a cell; spreadsheet programs don't work that out for a file made elsewhere."""
    return max(1, math.ceil(wide(text) * SLACK / width))
