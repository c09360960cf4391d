"""One sheet of a template: title, statements, header as the contract has it, prefilled rows, checks, and how it prints."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from orchestration.contracts import Column, Table
from orchestration.foundation.workbook_file import put
from orchestration.papers.template_checks import Checks, Span
from orchestration.papers.template_rows import Row
from orchestration.papers.template_words import REAL, SYNTHETIC, header_words

# Rows that are drawn where nothing is prefilled; checks reach some way beyond what is drawn.
BLANK_ROWS, CHECKED_BEYOND = 30, 300
TITLE_HEIGHT, WORDS_HEIGHT, HEADER_HEIGHT, ROW_HEIGHT = 28, 16, 32, 19
NARROWEST, TEXT, ONE_LINE, WIDEST = 11.0, 20.0, 16.0, 40.0
FACE = "宋体"
EDGE = Side(style="thin", color="A6A6A6")
THIN = Border(left=EDGE, right=EDGE, top=EDGE, bottom=EDGE)
REQUIRED, OPTIONAL = PatternFill("solid", fgColor="F8CBAD"), PatternFill("solid", fgColor="DDEBF7")
GIVEN, ASKED = PatternFill("solid", fgColor="F2F2F2"), PatternFill("solid", bgColor="FFEB9C")
LEGEND = "橙色表头为必填，蓝色为选填，灰色单元格已预填；变黄的数字超出常见范围，请核对。请勿改动表头和工作表名称，填写要求见“填报说明”。"
FORMATS = {"string": "@", "number": "General", "integer": "General", "date": "yyyy-mm-dd"}


@dataclass(frozen=True)
class Form:
    """What one sheet holds.

    Attributes:
        table: The contract of the table.
        title: The first row.
        about: Who reports what, for when.
        statements: By label, the value that is stated and those that can be chosen.
        rows: The prefilled rows.
    """

    table: Table
    title: str
    about: str
    statements: dict[str, tuple[str, tuple[str, ...]]]
    rows: Sequence[Row]

    @property
    def header_row(self) -> int:
        """The first row of the header: below title, about, statements and legend."""
        return 4 + len(self.statements)

    @property
    def first_row(self) -> int:
        """The first row of data."""
        return self.header_row + self.table.header_rows

    @property
    def last_drawn(self) -> int:
        """The last row that is drawn."""
        return self.first_row + (len(self.rows) or BLANK_ROWS) - 1

    def span(self, column: Column) -> Span:
        """Return the cells in which a column's values may stand."""
        letter = get_column_letter(self.table.columns.index(column) + 1)
        return Span(letter, self.first_row, self.last_drawn + CHECKED_BEYOND)


def nature_statement() -> tuple[str, tuple[str, ...]]:
    """Return what is stated about the figures' nature, and what can be."""
    return REAL, (REAL, SYNTHETIC)


def draw(sheet: Worksheet, form: Form, checks: Checks) -> None:
    """Fill a sheet with a form."""
    _words(sheet, form)
    _header(sheet, form)
    _body(sheet, form)
    for number, column in enumerate(form.table.columns, 1):
        span = form.span(column)
        sheet.add_data_validation(checks.of(form.table, column, span))
        if column.queries.between:
            cell, (low, high) = f"{span.letter}{span.first}", column.queries.between
            unusual = f"AND(ISNUMBER({cell}),OR({cell}<{low:f},{cell}>{high:f}))"
            sheet.conditional_formatting.add(
                str(span), Rule(type="expression", formula=[unusual], dxf=DifferentialStyle(fill=ASKED))
            )
        across = sheet.column_dimensions[get_column_letter(number)]
        across.width, across.number_format = _width(form, column), FORMATS[column.logical_type]
    _view(sheet, form)


def _words(sheet: Worksheet, form: Form) -> None:
    put(sheet["A1"], form.title)
    put(sheet["A2"], form.about)
    for row, (label, (value, values)) in enumerate(form.statements.items(), 3):
        put(sheet.cell(row, 1), f"{label}：{value}")
        choice = ",".join(f"{label}：{other}" for other in values)
        check = DataValidation(type="list", formula1=f'"{choice}"', allow_blank=False, showErrorMessage=True)
        check.error, check.errorTitle = f"请从下拉列表中选择{label}。", label
        check.add(f"A{row}")
        sheet.add_data_validation(check)
    put(sheet.cell(form.header_row - 1, 1), LEGEND)
    for row in range(1, form.header_row):
        cell = sheet.cell(row, 1)
        cell.font = Font(FACE, 16, bold=True) if row == 1 else Font(FACE, 10)
        sheet.row_dimensions[row].height = TITLE_HEIGHT if row == 1 else WORDS_HEIGHT


def _header(sheet: Worksheet, form: Form) -> None:
    """Write the header; cells of one group, and those of a column with fewer levels, are merged."""
    columns, levels = form.table.columns, form.table.header_rows
    for index, column in enumerate(columns, 1):
        for level, text in enumerate(header_words(column)):
            cell = sheet.cell(form.header_row + level, index)
            if not _continues(columns, index - 1, level):
                put(cell, text)
        last = len(column.header_path) - 1
        if last < levels - 1:
            top, bottom = form.header_row + last, form.header_row + levels - 1
            sheet.merge_cells(start_row=top, end_row=bottom, start_column=index, end_column=index)
        for row in range(form.header_row, form.first_row):
            cell = sheet.cell(row, index)
            cell.font, cell.border = Font(FACE, 11, bold=True), THIN
            cell.fill = REQUIRED if column.required else OPTIONAL
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for level in range(levels - 1):
        _merge_groups(sheet, form, level)


def _continues(columns: Sequence[Column], index: int, level: int) -> bool:
    """Whether a header cell belongs to the group that the column to its left has begun."""
    path, before = columns[index].header_path, columns[index - 1].header_path if index else ()
    return level < len(path) - 1 and level < len(before) - 1 and before[: level + 1] == path[: level + 1]


def _merge_groups(sheet: Worksheet, form: Form, level: int) -> None:
    columns, row, start = form.table.columns, form.header_row + level, 0
    for index in range(1, len(columns) + 1):
        if index < len(columns) and _continues(columns, index, level):
            continue
        if index - start > 1:
            sheet.merge_cells(start_row=row, end_row=row, start_column=start + 1, end_column=index)
        start = index


def _body(sheet: Worksheet, form: Form) -> None:
    for number in range(form.first_row, form.last_drawn + 1):
        given = form.rows[number - form.first_row] if form.rows else {}
        sheet.row_dimensions[number].height = ROW_HEIGHT
        for index, column in enumerate(form.table.columns, 1):
            cell = sheet.cell(number, index)
            cell.font, cell.border = Font(FACE, 11), THIN
            cell.number_format = FORMATS[column.logical_type]
            cell.alignment = Alignment(vertical="center")
            if column.name in given:
                put(cell, given[column.name])
                cell.fill = GIVEN


def wide(text: str) -> float:
    """Return how wide a text is, in Latin letters."""
    return sum(2.0 if unicodedata.east_asian_width(char) in "WFA" else 1.0 for char in text)


def _width(form: Form, column: Column) -> float:
    """Return a width that shows the column's values whole and its header in a few lines."""
    header = wide(header_words(column)[-1])
    lines = 1 if header <= ONE_LINE else 2
    values = max((wide(row.get(column.name, "")) for row in form.rows), default=0.0)
    is_text = column.logical_type == "string" and not (values or column.enum or column.pattern)
    return min(max(TEXT if is_text else NARROWEST, header / lines + 3, values + 2), WIDEST)


def _view(sheet: Worksheet, form: Form) -> None:
    given = set(form.rows[0]) if form.rows else set()
    leading = next((i for i, column in enumerate(form.table.columns) if column.name not in given), 0)
    sheet.freeze_panes = f"{get_column_letter(leading + 1)}{form.first_row}"
    print_landscape(sheet)
    sheet.print_title_rows = f"{form.header_row}:{form.first_row - 1}"
    for row in range(form.header_row, form.first_row):
        sheet.row_dimensions[row].height = HEADER_HEIGHT


def print_landscape(sheet: Worksheet) -> None:
    """Let a sheet print on A4 landscape, as wide as the page, with page numbers."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = HeaderFooterItem()
    footer.center.text = "第 &P 页，共 &N 页"
    sheet.HeaderFooter.oddFooter = footer
