"""Where a table stands in its sheet: header, body, and the words around them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from orchestration.contracts import Column, Table
from orchestration.intake.arrays import Texts, as_texts
from orchestration.intake.layout import find_header, is_wording, split_block, words_above
from orchestration.intake.sheets import Block, CellFault, Merge, Piece, Stray
from tests.unit.intake.workshop import Workshop, figure_rows, only, rules, write_workbook


@dataclass(frozen=True)
class Paper:
    """A sheet of head rows only."""

    head: list[list[str]]
    merged: tuple[Merge, ...] = ()
    name: str = "核算"
    faults: tuple[CellFault, ...] = ()
    hidden_rows: tuple[int, ...] = ()

    def number_of(self, index: int) -> int:
        return index + 1

    def pieces(self, start: int, unique: Collection[int] = ()) -> Iterator[Piece]:
        raise NotImplementedError(start, unique)


def body(rows: list[list[str]], strays: tuple[Stray, ...] = ()) -> Block:
    columns = tuple(Texts.of(as_texts(column)) for column in zip(*rows, strict=True))
    return Block(np.arange(1, len(rows) + 1), columns, strays)


def column(name: str, *path: str, required: bool = False, synonyms: tuple[str, ...] = ()) -> Column:
    return Column(name, path, synonyms, "string", name, required=required)


FLAT = Table(
    "rows",
    "核算",
    "核算",
    1,
    (),
    0,
    "x",
    (column("unit", "地区", required=True), column("gdp", "金额（万元）", synonyms=("金额",))),
)
TWO_ROWS = Table(
    "rows", "核算", "核算", 2, (), 0, "x",
    (column("unit", "地区", required=True), column("gdp", "生产总值", "总量"), column("growth", "生产总值", "增速")),
)  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        ["地区", "金额（万元）"],
        ["地 区", "金额(万元)"],
        ["地区 ", "金额\n（万元）"],
        ["地区", "金额"],
        ["", "地区", "金额"],
    ],
)
def test_a_header_is_found_whatever_its_blanks_and_brackets(header: list[str]) -> None:
    found = find_header(Paper([["2020年"], [], header, ["鼓楼区", "1"]]), FLAT)
    assert found is not None
    assert (found.first, found.end) == (2, 3)
    assert [found.paths[found.places[name][0]] for name in ("unit", "gdp")] == [
        (text.strip(),) for text in header if text
    ]


def test_merged_header_cells_hold_over_all_that_they_cover() -> None:
    head = [["标题", "", ""], ["地区", "生产总值", ""], ["", "总量", "增速"], ["鼓楼区", "1", "2"]]
    found = find_header(Paper(head, (((0, 0), (0, 2)), ((1, 0), (2, 0)), ((1, 1), (1, 2)))), TWO_ROWS)
    assert found is not None
    assert (found.first, found.places) == (1, {"unit": (0,), "gdp": (1,), "growth": (2,)})
    assert found.shown(2) == "生产总值 / 增速"


def test_a_header_that_is_not_merged_is_not_guessed_at() -> None:
    found = find_header(Paper([["地区", "生产总值", ""], ["", "总量", "增速"]]), TWO_ROWS)
    assert found is not None
    assert found.places["growth"] == ()


def test_a_sheet_without_the_header_has_none() -> None:
    assert find_header(Paper([["甲", "乙"], ["1", "2"]]), FLAT) is None
    assert find_header(Paper([]), FLAT) is None


def test_words_above_come_title_first() -> None:
    sheet = Paper([["", "2020年核算"], ["单位：万元", "数据性质：实际"], ["地区", "金额"]])
    found = find_header(sheet, FLAT)
    assert found is not None
    assert words_above(sheet, found) == ("2020年核算", "单位：万元", "数据性质：实际")


@pytest.mark.parametrize(
    ("cells", "wording"),
    [
        (["注：空白为未公布", "", ""], True),
        (["资料来源 统计局", ""], True),
        (["填表人：甲", "电话：1", ""], True),
        (["鼓楼区", "", ""], False),
        (["鼓楼区", "注：估计"], False),
        (["", ""], False),
        (["合计", "12"], False),
    ],
)
def test_words_about_a_table_are_told_from_its_rows(cells: list[str], wording: bool) -> None:
    assert is_wording(cells) is wording


def test_words_below_the_rows_are_no_rows_and_blank_rows_are_none() -> None:
    found = split_block(
        body([["鼓楼区", "1"], ["", " "], ["台江区", ""], ["", ""], ["注：一", ""], ["", "说明：二"]])
    )
    assert list(found.numbers) == [1, 3]
    assert found.columns[0].to_pylist() == ["鼓楼区", "台江区"]
    assert found.words == ("注：一", "说明：二")


def test_words_between_rows_are_rows_so_that_they_are_told() -> None:
    found = split_block(
        body(
            [["注：一", ""], ["台江区", "1"]],
            (Stray(7, ("注：二",)), Stray(0, ("说明：三",)), Stray(8, ("", ""))),
        )
    )
    assert list(found.numbers) == [1, 2]
    assert found.words == ("注：二",)
    assert found.strays == (Stray(0, ("说明：三",)),)


def test_a_merged_body_cell_is_never_filled(workshop: Workshop) -> None:
    sheets = {"核算": [*figure_rows()[:5], [None, 7, 1], ["台江区", 8, 1]]}
    path = workshop.path("statistics", "2020", "2020年核算.xlsx")
    receipt = workshop.receive(write_workbook(path, sheets, {"核算": ["A3:A4", "B3:C3", "A5:A6"]}))
    finding = only(receipt)
    assert (finding.rule, finding.cell) == ("S06_ROW_WITHOUT_KEY", "A6")


def test_the_only_filled_sheet_stands_in_for_a_single_table(workshop: Workshop) -> None:
    path = workshop.path("statistics", "2020", "2020年核算.xlsx")
    sheets = {"Sheet1": figure_rows(), "Sheet2": [[None]]}
    assert workshop.receive(write_workbook(path, sheets, {"Sheet1": ["A3:A4", "B3:C3"]})).accepted


def test_with_two_filled_sheets_the_name_decides(workshop: Workshop) -> None:
    path = workshop.path("statistics", "2020", "2020年核算.xlsx")
    receipt = workshop.receive(write_workbook(path, {"Sheet1": figure_rows(), "Sheet2": figure_rows()}))
    assert set(rules(receipt)) == {"S01_SHEET_MISSING", "S11_SHEET_UNKNOWN"}


def test_a_sheet_of_explanations_is_allowed(workshop: Workshop) -> None:
    path = workshop.path("statistics", "2020", "2020年核算.xlsx")
    sheets = {"说明": [["指数以上年为100"]], "核算": figure_rows()}
    assert workshop.receive(write_workbook(path, sheets, {"核算": ["A3:A4", "B3:C3"]})).accepted


def test_a_column_that_the_bureau_left_out_is_empty_and_has_no_place(workshop: Workshop) -> None:
    rows = [["2020年核算"], [], ["地区", "生产总值"], [None, "总量（亿元）"], ["鼓楼区", 1]]
    path = write_workbook(
        Path(workshop.path("statistics", "2020", "2020年核算.xlsx")), {"核算": rows}, {"核算": ["A3:A4"]}
    )
    receipt = workshop.receive(path)
    assert receipt.accepted, receipt.findings
    assert workshop.landed(receipt)[0]["growth"] is None
    assert "growth" not in receipt.columns["rows"]
    assert workshop.landed(receipt, "cells") == []


def test_hidden_rows_are_read_and_the_receipt_says_so(workshop: Workshop) -> None:
    path = workshop.figures()
    workbook = openpyxl.load_workbook(path)
    workbook["核算"].row_dimensions[6].hidden = True
    workbook.save(path)
    receipt = workshop.receive(path)
    assert receipt.accepted
    assert receipt.rows["rows"] == 3
    assert any("第 6 行" in note for note in receipt.notes)
