"""Writes the form that a bureau fills in for a dataset and a period, from the contract alone: workbook, or CSV with its guide.

What the form is prefilled from is read in `template_basis`; whether a filled form is accepted is decided by intake.
"""

import datetime as dt
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from orchestration.contracts import Contract, Contracts, Table
from orchestration.foundation.periods import Period
from orchestration.foundation.workbook_file import put, workbook_bytes, write_bytes
from orchestration.papers.template_basis import Basis
from orchestration.papers.template_checks import Checks, Lists
from orchestration.papers.template_guide import GUIDE, draw_guide, due
from orchestration.papers.template_rows import csv_form, prefilled_rows
from orchestration.papers.template_sheet import Form, draw, nature_statement
from orchestration.papers.template_words import VINTAGES, period_words, title

IDENTITY, LISTS, UNITS = "_jixiao", "_lists", "单位名录"
UNIT_HEADERS = ("单位代码", "单位名称", "层级")


def write_template(
    contract: Contract, contracts: Contracts, period: Period, out: Path, basis: Basis
) -> tuple[Path, ...]:
    """Write the form of a dataset for a period. The same contract, period and basis give the same bytes.

    Args:
        contract: The dataset.
        contracts: All contracts, for what its columns refer to.
        period: The period to report on, of the contract's kind.
        out: The file to write.
        basis: The units that are known.

    Returns:
        The form, and beside a CSV form the workbook that explains it.
    """
    files, moment = template_files(contract, out), _moment(period)
    if contract.format == "csv":
        rows = prefilled_rows(contract, contract.tables[0], basis)
        contents: tuple[bytes, ...] = (
            csv_form(contract.tables[0], rows),
            workbook_bytes(_csv_guide(contract, contracts, period, basis), moment),
        )
    else:
        contents = (workbook_bytes(_workbook(contract, contracts, period, basis), moment),)
    for path, content in zip(files, contents, strict=True):
        write_bytes(path, content)
    return files


def template_files(contract: Contract, out: Path) -> tuple[Path, ...]:
    """Return the files that a form consists of: itself, and beside a CSV form the workbook that explains it."""
    return (out, out.with_name(f"{out.stem}-{GUIDE}.xlsx")) if contract.format == "csv" else (out,)


def _moment(period: Period) -> dt.datetime:
    """Return the time that a form states as its own: none of it depends on when it was made."""
    return dt.datetime(period.end.year, period.end.month, period.end.day, tzinfo=dt.UTC)


def _guide(contract: Contract, contracts: Contracts, period: Period, basis: Basis) -> Workbook:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = GUIDE
    draw_guide(sheet, contract, contracts, period, basis)
    return workbook


def _csv_guide(contract: Contract, contracts: Contracts, period: Period, basis: Basis) -> Workbook:
    workbook = _guide(contract, contracts, period, basis)
    sheet = workbook.create_sheet(UNITS)
    rows = [UNIT_HEADERS, *((unit.code, unit.name, unit.level) for unit in basis.units)]
    for number, texts in enumerate(rows, 1):
        for index, text in enumerate(texts, 1):
            put(sheet.cell(number, index), text)
    for letter, width in zip("ABC", (16, 40, 14), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    return workbook


def _workbook(contract: Contract, contracts: Contracts, period: Period, basis: Basis) -> Workbook:
    workbook = _guide(contract, contracts, period, basis)
    forms = {table.name: _form(contract, table, period, basis) for table in contract.tables}
    sheets = {name: workbook.create_sheet(form.table.sheet) for name, form in forms.items()}
    lists = Lists(_hidden(workbook, LISTS))
    places = {
        (name, column.name): (form.table.sheet, form.span(column))
        for name, form in forms.items()
        for column in form.table.columns
    }
    checks = Checks(contract, contracts, basis, lists, places)
    for name, form in forms.items():
        draw(sheets[name], form, checks)
    _identify(_hidden(workbook, IDENTITY), contract, period)
    return workbook


def _form(contract: Contract, table: Table, period: Period, basis: Basis) -> Form:
    own = {column.name for column in table.columns}
    statements = {} if "data_nature" in own else {"数据性质": nature_statement()}
    is_measured = any(column.indicator_code or column.indicator_code_by_value for column in table.columns)
    if is_measured and "vintage" not in own:
        statements["数据阶段"] = VINTAGES[contract.default_vintage], tuple(VINTAGES.values())
    return Form(
        table=table,
        title=title(contract, period, table),
        about=f"报送部门：{contract.bureau_name_zh}　期别：{period_words(period)}　报送截止：{due(contract, period)}",
        statements=statements,
        rows=prefilled_rows(contract, table, basis),
    )


def _hidden(workbook: Workbook, name: str) -> Worksheet:
    sheet: Worksheet = workbook.create_sheet(name)
    sheet.sheet_state = "hidden"
    return sheet


def _identify(sheet: Worksheet, contract: Contract, period: Period) -> None:
    """Say inside the workbook which form it is, so that an old one is recognised whatever it is called."""
    facts = {
        "template_id": f"{contract.bureau}.{contract.dataset}",
        "version": contract.version,
        "period": period.code,
        "bureau": contract.bureau,
        "dataset": contract.dataset,
    }
    for row, (key, value) in enumerate(facts.items(), 1):
        put(sheet.cell(row, 1), key)
        put(sheet.cell(row, 2), value)
