"""What stands in a form: words, header, prefilled rows, checks, identity; and that nothing in it depends on when it was made."""

import csv
import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from orchestration.contracts import Column, Contract, Contracts, fold, load_contracts
from orchestration.foundation.errors import UserError
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY
from orchestration.intake.reasons import missing_reason
from orchestration.intake.statements import CODES, NATURE, VINTAGE
from orchestration.papers.template import template_files, write_template
from orchestration.papers.template_basis import Basis, UnitRow
from orchestration.papers.template_checks import TYPED
from orchestration.papers.template_guide import register_words
from orchestration.papers.template_words import (
    DASH,
    REAL,
    SYNTHETIC,
    VINTAGES,
    allowed_words,
    blank_words,
    file_name,
    header_words,
    marks,
    span_words,
    title,
)
from orchestration.papers.template_words import MARKS as WRITTEN

CONTRACTS: Contracts = load_contracts(REPOSITORY / "raw")
ACCOUNTS = CONTRACTS.get("statistics", "county_accounts")
PROJECTS = CONTRACTS.get("development_reform", "project_progress")
SCHEME = CONTRACTS.get("efficiency_office", "scheme")
BUDGET = CONTRACTS.get("finance", "budget_execution")
HONOURS = CONTRACTS.get("organisation", "honours_vetoes")
YEAR, QUARTER = Period(2020), Period(2020, 2)
UNITS = (
    UnitRow("350100", "福州市", "市"),
    UnitRow("350102", "鼓楼区", "县区"),
    UnitRow("3501Z1", "=开发区（演示）", "开发区"),
)
BASIS = Basis(UNITS, 2020, {"rows": frozenset({"福州市", "鼓楼区"})})


def written(folder: Path, contract: Contract, period: Period, basis: Basis = BASIS) -> Path:
    return write_template(contract, CONTRACTS, period, folder / file_name(contract, period), basis)[0]


def sheet_of(folder: Path, contract: Contract, period: Period, basis: Basis = BASIS) -> Worksheet:
    return openpyxl.load_workbook(written(folder, contract, period, basis))[contract.tables[0].sheet]


def check_at(sheet: Worksheet, cell: str) -> DataValidation:
    return next(check for check in sheet.data_validations.dataValidation if cell in check.sqref)


def test_a_workbook_form_says_what_it_is_and_is_laid_out_as_the_contract_has_it(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(written(tmp_path, ACCOUNTS, YEAR))
    assert [(sheet.title, sheet.sheet_state) for sheet in workbook] == [
        ("填报说明", "visible"), ("核算", "visible"), ("_lists", "hidden"), ("_jixiao", "hidden"),
    ]  # fmt: skip
    sheet = workbook["核算"]
    above = [sheet.cell(row, 1).value for row in range(1, 5)]
    assert above == ["2020年县（市）区国民经济核算", "报送部门：统计局　期别：2020年　报送截止：2021-04-30",
                     "数据性质：实际", "数据阶段：年报"]  # fmt: skip
    assert {"A6:A7", "B6:E6", "F6:G6", "H6:K6", "L6:M6"} == {
        str(merged) for merged in sheet.merged_cells.ranges
    }
    assert (sheet["B6"].value, sheet["D7"].value, sheet["N7"].value) == (
        "地区生产总值", "指数（上年=100）", "指数（上年=100）",
    )  # fmt: skip
    assert sheet.freeze_panes == "B8"
    assert sheet.print_title_rows == "$6:$7"


def test_the_form_says_inside_which_form_it_is(tmp_path: Path) -> None:
    facts = openpyxl.load_workbook(written(tmp_path, PROJECTS, QUARTER))["_jixiao"]
    assert dict(facts.iter_rows(max_col=2, values_only=True)) == {
        "template_id": "development_reform.project_progress",
        "version": PROJECTS.version,
        "period": "2020Q2",
        "bureau": "development_reform",
        "dataset": "project_progress",
    }


def test_rows_are_prefilled_with_the_units_of_the_levels_that_must_be_complete(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, PROJECTS, QUARTER)
    rows = list(sheet.iter_rows(8, 10, max_col=2, values_only=True))
    assert rows == [("350102", "鼓楼区"), ("3501Z1", "=开发区（演示）"), (None, None)]


def test_without_levels_rows_are_those_of_the_submission_before(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, ACCOUNTS, YEAR)
    assert [cell.value for cell in sheet["A"][7:]] == ["福州市", "鼓楼区"]


def test_records_of_cases_have_no_prefilled_rows_but_a_choice_of_units(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, HONOURS, YEAR)
    assert [cell.value for cell in sheet[6]] == [None] * len(HONOURS.tables[0].columns)
    choice = check_at(sheet, "C6").formula1
    assert choice == '"350100,350102,3501Z1"'


def test_names_that_look_like_formulas_are_written_as_texts(tmp_path: Path) -> None:
    cell = sheet_of(tmp_path, PROJECTS, QUARTER)["B9"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=开发区（演示）", "s", True)


def test_a_csv_form_leaves_out_what_a_spreadsheet_program_would_compute(tmp_path: Path) -> None:
    content = written(tmp_path, BUDGET, YEAR).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n")
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert header == [header_words(column)[-1] for column in BUDGET.tables[0].columns]
    assert [row[:3] for row in rows] == [
        ["350102", "鼓楼区", "地方一般公共预算收入"],
        ["350102", "鼓楼区", "一般公共预算支出"],
        ["3501Z1", "", "地方一般公共预算收入"],
        ["3501Z1", "", "一般公共预算支出"],
    ]
    assert {tuple(row[4:6]) for row in rows} == {("年报", "实际")}


def test_beside_a_csv_form_stands_its_guide_with_the_units(tmp_path: Path) -> None:
    _, guide = template_files(BUDGET, written(tmp_path, BUDGET, YEAR))
    workbook = openpyxl.load_workbook(guide)
    assert guide.name == "2020年一般公共预算执行情况-填报说明.xlsx"
    assert workbook.sheetnames == ["填报说明", "单位名录"]
    assert [row[0] for row in workbook["单位名录"].iter_rows(values_only=True)] == [
        "单位代码", "350100", "350102", "3501Z1",
    ]  # fmt: skip


def test_figures_that_may_be_absent_are_checked_by_a_formula_that_admits_the_marks(tmp_path: Path) -> None:
    check = check_at(sheet_of(tmp_path, ACCOUNTS, YEAR), "D8")
    assert check.type == "custom"
    assert str(check.formula1).startswith('OR(AND(ISNUMBER(D8),D8>=30,D8<=300),D8="不适用",D8="…",')
    assert check.error == (
        "请填数字（上年=100），或填“不适用”、“…”、“-”。30 至 300；超出 60 至 160 的会请贵单位说明。"
    )


def test_figures_that_must_be_there_are_checked_by_their_bounds(tmp_path: Path) -> None:
    check = check_at(sheet_of(tmp_path, PROJECTS, QUARTER), "C8")
    assert (check.type, check.operator, check.formula1, check.formula2) == ("decimal", "between", "0", "5000")
    assert "必填，数字。计量单位：亿元。" in str(check.prompt)


def test_whole_numbers_dates_and_keys_are_checked(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, HONOURS, YEAR)
    checks = {letter: check_at(sheet, f"{letter}6") for letter in "ABF"}
    assert {letter: check.type for letter, check in checks.items()} == {
        "A": "custom",
        "B": "date",
        "F": "whole",
    }
    assert str(checks["A"].formula1) == "SUMPRODUCT(--EXACT($A$6:$A$335,A6))=1"


def test_sheets_of_one_workbook_offer_each_other_s_values(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(written(tmp_path, SCHEME, YEAR))
    assert [sheet.title for sheet in workbook][1:-2] == [table.sheet for table in SCHEME.tables]
    assert str(check_at(workbook["权重"], "A6").formula1).startswith("'考评分组'!$A$6:$A$")


def test_what_may_stand_besides_is_said_and_not_kept_out_by_a_choice(tmp_path: Path) -> None:
    methods = next(table for table in SCHEME.tables if table.name == "methods")
    assert allowed_words(methods.column("group_code"), CONTRACTS).endswith("“组别代码”一致，或填 *")
    sheet = openpyxl.load_workbook(written(tmp_path, SCHEME, YEAR))["评分方法"]
    assert str(check_at(sheet, "A6").formula1).startswith("'指标体系'!")
    assert check_at(sheet, "B6").formula1 is None


def test_a_long_list_stands_on_the_hidden_sheet(tmp_path: Path) -> None:
    many = tuple(UnitRow(f"35{number:04d}", f"{number}号", "县区") for number in range(100))
    path = written(tmp_path, PROJECTS, QUARTER, Basis(many, 2020))
    workbook = openpyxl.load_workbook(path)
    assert check_at(workbook["投资进度"], "A8").formula1 == "'_lists'!$A$1:$A$100"
    assert workbook["_lists"]["A100"].value == "350099"


def test_no_number_is_shown_as_a_percentage_and_codes_are_texts(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, PROJECTS, QUARTER)
    assert {sheet[f"{letter}8"].number_format for letter in "CDE"} == {"General"}
    assert (sheet["A8"].number_format, sheet["A8"].value) == ("@", "350102")


def test_unusual_figures_turn_yellow_and_blank_ones_do_not(tmp_path: Path) -> None:
    found = sheet_of(tmp_path, ACCOUNTS, YEAR).conditional_formatting
    rules = {str(each.sqref): each.rules[0].formula for each in found}
    assert rules["D8:D309"] == ["AND(ISNUMBER(D8),OR(D8<60,D8>160))"]


@pytest.mark.parametrize("contract", [pytest.param(each, id=each.dataset) for each in CONTRACTS])
def test_the_same_form_has_the_same_bytes(tmp_path: Path, contract: Contract) -> None:
    period = QUARTER if contract.frequency == "quarter" else YEAR
    first, second = (
        write_template(contract, CONTRACTS, period, tmp_path / place / file_name(contract, period), BASIS)
        for place in ("a", "b")
    )
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    if contract.format == "xlsx":
        stated = openpyxl.load_workbook(first[0]).properties
        assert stated.created == stated.modified == dt.datetime.combine(period.end, dt.time())


@pytest.mark.parametrize("contract", [pytest.param(each, id=each.dataset) for each in CONTRACTS])
def test_the_guide_explains_every_column_and_excel_s_limits_are_kept(
    tmp_path: Path, contract: Contract
) -> None:
    period = QUARTER if contract.frequency == "quarter" else YEAR
    out = tmp_path / file_name(contract, period)
    workbook = openpyxl.load_workbook(write_template(contract, CONTRACTS, period, out, BASIS)[-1])
    rows = [row for row in workbook["填报说明"].iter_rows(values_only=True) if row[3]]
    said = {(str(row[1]).split("（也可")[0], row[2], row[8]) for row in rows}
    columns = [column for table in contract.tables for column in table.columns]
    assert all(column.description_zh for column in columns)
    assert {(column.header, column.description_zh, column.description) for column in columns} <= said
    for check in (check for sheet in workbook for check in sheet.data_validations.dataValidation):
        assert len(check.prompt or "") <= 255
        assert len(check.error or "") <= 225
        assert len(check.promptTitle or "") <= 32
        assert check.type != "list" or len(check.formula1) <= 257


def test_the_guide_says_which_register_the_units_are_from() -> None:
    same, before, none = (register_words(YEAR, Basis(UNITS, year)) for year in (2020, 2019, None))
    assert same[0] == "单位取自2020年考评单位名录。"
    assert "2020年考评单位名录尚未接收，单位取自2019年名录" in before[0]
    assert "尚无已接收的考评单位名录" in none[0]
    assert all(words[1].endswith((".", ".")) for words in (same, before, none))


@pytest.mark.parametrize(
    ("contract", "period", "name"),
    [
        (ACCOUNTS, YEAR, "2020年县（市）区国民经济核算.xlsx"),
        (SCHEME, YEAR, "2020年度绩效考评方案.xlsx"),
        (PROJECTS, Period(2020, 4), "2020年四季度重点项目投资进度.xlsx"),
        (replace(BUDGET, name_zh="预算"), YEAR, "2020年一般公共预算执行.csv"),
    ],
)
def test_the_file_name_is_one_that_the_dataset_comes_under(
    contract: Contract, period: Period, name: str
) -> None:
    assert file_name(contract, period) == name


def test_a_contract_whose_patterns_admit_no_period_is_told() -> None:
    with pytest.raises(UserError, match="filePatterns"):
        file_name(replace(BUDGET, file_patterns=("固定名.csv",)), YEAR)


def test_sheets_of_a_workbook_have_titles_of_their_own() -> None:
    assert title(SCHEME, YEAR, SCHEME.tables[4]) == "2020年度绩效考评方案·权重"
    assert title(ACCOUNTS, YEAR, ACCOUNTS.tables[0]) == "2020年县（市）区国民经济核算"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [("0", "10", "0 至 10"), ("1", None, "不小于 1"), (None, "5", "不大于 5"), (None, None, "")],
)
def test_a_range_is_said_in_words(low: str | None, high: str | None, words: str) -> None:
    assert span_words(low and Decimal(low), high and Decimal(high)) == words  # type: ignore[arg-type]


def _column(**fields: Any) -> Column:
    return Column("c", ("列",), (), "number", "", **fields)


def test_marks_mean_in_a_form_what_they_mean_at_the_door() -> None:
    for mark in WRITTEN:
        assert missing_reason(fold(WRITTEN[mark][0]), _column()) == mark
    for mark, typed in TYPED.items():
        assert {missing_reason(fold(each), _column()) for each in typed} == {
            missing_reason(fold(mark), _column())
        }
    for meaning in ("nil", "not_applicable"):
        column = _column(dash_means=meaning, missing_allowed=(meaning,))
        assert marks(column)[DASH] == WRITTEN[missing_reason(DASH, column) or ""][1]


def test_what_a_blank_says_is_told() -> None:
    assert blank_words(_column(required=True)) == "不得留空"
    assert blank_words(_column()) == "可留空"
    assert (
        blank_words(_column(missing_allowed=("not_produced",)))
        == "不得留空，可写：“未产生数据”：本期尚未产生"
    )
    assert "留空亦同" in blank_words(_column(missing_allowed=("not_published",)))


def test_statements_are_those_that_intake_knows() -> None:
    assert CODES[NATURE] == {REAL: "real", SYNTHETIC: "synthetic"}
    assert {word: code for code, word in VINTAGES.items()} == CODES[VINTAGE]


def test_a_unit_of_measure_is_added_to_a_header_that_does_not_say_it() -> None:
    assert header_words(_column(unit_of_measure="万元")) == ("列（万元）",)
    assert header_words(replace(_column(unit_of_measure="%"), header_path=("增速（%）", "工业"))) == (
        "增速（%）", "工业",
    )  # fmt: skip
    assert header_words(_column(unit_of_measure="某种无人知道的单位")) == ("列",)
