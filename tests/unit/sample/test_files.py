"""Files are named, laid out and encoded as the contracts and the bureaus' tools have it."""

from fnmatch import fnmatch
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from orchestration.contracts import Contract, load_contracts
from orchestration.foundation.periods import Period
from tests.unit.sample.conftest import RAW, csv_rows, figures, sheets

CONTRACTS = load_contracts(RAW)
HEADER_ROW = 3
QUARTER_NAMES = {"Q1": "一季度", "Q2": "二季度", "Q3": "三季度", "Q4": "四季度"}
# The sample's respondents are drawn one by one, weigh the same and tell nothing of themselves.
NOT_SAMPLED = {
    "respondent_key", "response_weight", "stratum_code", "cluster_code", "attribute_1", "attribute_2", "attribute_3",
    *(f"q{topic}_answer" for topic in range(6, 13)),
}  # fmt: skip


def _contracts(path: Path) -> list[Contract]:
    return [
        contract
        for newest in CONTRACTS.of_bureau(path.parts[0])
        if (contract := CONTRACTS.for_period(newest.key, Period.parse(path.parts[1])))
        and any(fnmatch(path.name, pattern) for pattern in contract.file_patterns)
    ]


@pytest.mark.parametrize("path", figures(RAW), ids=str)
def test_a_file_is_named_after_one_dataset_and_its_period(path: Path) -> None:
    (contract,) = _contracts(path)
    period = path.parts[1]
    assert path.suffix == f".{contract.format}"
    assert (len(period) == 6) == (contract.frequency == "quarter")
    assert path.name.startswith(f"{period[:4]}年{QUARTER_NAMES.get(period[4:], '')}")


def test_every_dataset_that_is_needed_is_delivered_for_both_years_that_are_evaluated() -> None:
    delivered = {(path.parts[0], _contracts(path)[0].dataset, path.parts[1]) for path in figures(RAW)}
    for contract in (contract for contract in CONTRACTS if contract.required_for_annual):
        for year in (2019, 2020):
            quarters = (
                [f"{year}Q{n}" for n in range(1, 5)] if contract.frequency == "quarter" else [str(year)]
            )
            for period in quarters:
                assert (contract.bureau, contract.dataset, period) in delivered


@pytest.mark.parametrize("path", figures(RAW, "*/*/*.xlsx"), ids=str)
def test_a_workbook_has_the_headers_of_its_contract_merged_as_people_merge_them(path: Path) -> None:
    (contract,) = _contracts(path)
    book = load_workbook(RAW / path)
    for table in contract.tables:
        if table.may_be_absent and table.sheet not in book.sheetnames:
            continue
        sheet = book[table.sheet]
        merged = {str(cells) for cells in sheet.merged_cells.ranges}
        assert any(cells.startswith("A1:") for cells in merged), "the title is merged over the table"
        assert path.name[:5] in str(sheet["A1"].value)
        filled = _filled(sheet, table.header_rows)
        assert filled == [c.header_path for c in table.columns if c.required or c.header_path in filled]
        if table.header_rows == 2:
            assert "A3:A4" in merged, "a header of one level is merged over both"


def _filled(sheet: Worksheet, depth: int) -> list[tuple[str, ...]]:
    """Return the header path of each column, with the empty cells of merged ones filled."""
    values: dict[tuple[int, int], object] = {}
    for cells in sheet.merged_cells.ranges:
        for row, column in cells.cells:
            values[row, column] = sheet.cell(cells.min_row, cells.min_col).value
    paths = []
    for column in range(1, sheet.max_column + 1):
        texts = [
            values.get((row, column), sheet.cell(row, column).value)
            for row in range(HEADER_ROW, HEADER_ROW + depth)
        ]
        paths.append(tuple(dict.fromkeys(str(text) for text in texts)))
    return paths


@pytest.mark.parametrize("path", figures(RAW, "*/*/*.csv"), ids=str)
def test_a_csv_file_has_the_headers_of_its_contract(path: Path) -> None:
    (contract,) = _contracts(path)
    columns = [column for column in contract.tables[0].columns if column.name not in NOT_SAMPLED]
    assert list(csv_rows(RAW / path)[0]) == [column.header for column in columns]


@pytest.mark.parametrize("path", figures(RAW, "finance/*/*"), ids=str)
def test_finance_writes_gb18030_with_windows_line_ends(path: Path) -> None:
    data = (RAW / path).read_bytes()
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert data.count(b"\n") == data.count(b"\r\n") > 20


@pytest.mark.parametrize("path", figures(RAW, "human_resources/*/*"), ids=str)
def test_human_resources_writes_utf8_with_a_byte_order_mark(path: Path) -> None:
    assert (RAW / path).read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("path", figures(RAW, "survey/*/*"), ids=str)
def test_the_survey_is_utf8_without_a_byte_order_mark(path: Path) -> None:
    assert (RAW / path).read_bytes().startswith("问卷编号".encode())


def test_the_yearbooks_state_their_stage() -> None:
    for year, stage in ((2018, "年报"), (2019, "初步核算"), (2020, "年报")):
        for path in figures(RAW, f"statistics/{year}/*"):
            (rows,) = sheets(RAW / path).values()
            assert f"数据阶段：{stage}" in rows[1]
            assert any(str(row[0]).startswith("资料来源：") for row in rows)


def test_the_sample_stays_below_15_megabytes() -> None:
    assert sum((RAW / path).stat().st_size for path in figures(RAW)) < 15_000_000
