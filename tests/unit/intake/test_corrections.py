"""Corrections: applied to exactly the cell and the bytes that they name, loud when either is not as expected, gone when withdrawn."""

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.foundation.hashing import sha256_file
from orchestration.foundation.periods import Period
from orchestration.intake import Receipt, check, receive_dataset
from orchestration.intake.arrays import Texts, as_texts
from orchestration.intake.corrected import corrected_columns
from orchestration.intake.corrections import Correction, place_of
from orchestration.intake.sheets import column_letter
from tests.unit.intake.workshop import NOW, Workshop, figure_rows, only, rules

SOON, LATER, LAST = (NOW + dt.timedelta(days=day) for day in (1, 2, 3))


def _corrected(workshop: Workshop, path: Path, now: dt.datetime = NOW, **changes: str) -> Receipt:
    """Have a correction of a file accepted, then receive the file."""
    corrections = workshop.corrections({"文件哈希": sha256_file(path), **changes})
    assert workshop.receive(corrections, now=now).accepted
    return workshop.receive(path, now=now)


def _growth(workshop: Workshop, receipt: Receipt) -> Any:
    return workshop.landed(receipt)[0]["growth"]


def test_a_correction_lands_instead_of_what_stands_in_the_cell(workshop: Workshop) -> None:
    receipt = _corrected(workshop, workshop.figures())
    assert receipt.accepted
    assert [row["growth"] for row in workshop.landed(receipt)] == ["1.5", None, "4.5"]
    [applied] = receipt.corrections
    shown = ("correction_no", "table", "field", "sheet", "cell", "original", "corrected", "approved_by")
    assert [applied[name] for name in shown] == [
        "K-001",
        "rows",
        "growth",
        "核算",
        "C5",
        "5.1",
        "1.5",
        "李四",
    ]
    cells = [cell for cell in workshop.landed(receipt, "cells") if cell["field_name"] == "growth"]
    assert {cell["_row"]: cell["raw_text"] for cell in cells} == {5: "5.1", 6: "-"}
    assert cells[0]["missing_reason"] is None


def test_without_corrections_nothing_is_corrected(workshop: Workshop) -> None:
    receipt = workshop.receive(workshop.figures())
    assert receipt.corrections == ()
    assert _growth(workshop, receipt) == "5.1"


def test_a_file_that_was_accepted_before_its_correction_is_received_anew(workshop: Workshop) -> None:
    path = workshop.figures()
    first = workshop.receive(path)
    again = _corrected(workshop, path, SOON)
    assert (_growth(workshop, again), len(again.corrections)) == ("1.5", 1)
    assert again.decided_at > first.decided_at
    assert workshop.receive(path, now=LATER) == again


def test_a_correction_that_is_withdrawn_brings_the_original_back(workshop: Workshop) -> None:
    path = workshop.figures()
    _corrected(workshop, path)
    assert workshop.receive(workshop.corrections(), now=SOON).accepted
    back = workshop.receive(path, now=SOON)
    assert back.accepted
    assert (_growth(workshop, back), back.corrections) == ("5.1", ())


def test_a_mended_source_is_refused_until_the_correction_is_withdrawn(workshop: Workshop) -> None:
    _corrected(workshop, workshop.figures())
    rows = figure_rows()
    rows[4][2] = 1.5
    mended = workshop.figures(rows)
    refused = workshop.receive(mended, now=SOON)
    finding = only(refused)
    assert (refused.status, finding.rule, finding.severity) == (
        "refused",
        "V03_CORRECTION_OF_OTHER_FILE",
        "ERROR",
    )
    assert "K-001" in finding.message_zh
    workshop.receive(workshop.corrections(), now=LATER)
    assert workshop.receive(mended, now=LAST).accepted


def test_a_cell_that_holds_something_else_refuses_the_file(workshop: Workshop) -> None:
    receipt = _corrected(workshop, workshop.figures(), 原值="51")
    finding = only(receipt)
    assert (finding.rule, finding.cell, finding.value, finding.allowed) == (
        "V01_CORRECTION_NOT_EXPECTED", "C5", "5.1", "K-001: 51",
    )  # fmt: skip


def test_an_accepted_file_whose_correction_does_not_fit_is_refused_too(workshop: Workshop) -> None:
    path = workshop.figures()
    assert workshop.receive(path).accepted
    assert rules(_corrected(workshop, path, SOON, 原值="51")) == ["V01_CORRECTION_NOT_EXPECTED"]


@pytest.mark.parametrize("cell", ["C4", "C8", "C99", "D5", "ZZZ5"])
def test_a_cell_outside_the_table_refuses_the_file(workshop: Workshop, cell: str) -> None:
    finding = only(_corrected(workshop, workshop.figures(), 单元格=cell))
    assert (finding.rule, finding.cell, finding.value) == ("V02_CORRECTION_OUTSIDE", cell, "K-001")


def test_a_correction_in_a_sheet_that_is_not_there_refuses_the_file(workshop: Workshop) -> None:
    assert rules(_corrected(workshop, workshop.figures(), 工作表="别的")) == ["V02_CORRECTION_OUTSIDE"]


def test_the_only_sheet_need_not_be_named_and_a_number_may_be_written_otherwise(workshop: Workshop) -> None:
    receipt = _corrected(workshop, workshop.figures(), 工作表="", 原值="５.10")
    assert _growth(workshop, receipt) == "1.5"


def test_a_corrected_value_is_checked_as_any_other(workshop: Workshop) -> None:
    assert rules(_corrected(workshop, workshop.figures(), 更正值="很多")) == ["C02_NOT_A_NUMBER"]


def test_a_line_of_a_csv_file_is_corrected(workshop: Workshop) -> None:
    path = workshop.payments()
    changes = {
        "部门": "finance",
        "数据集": "payments",
        "工作表": "",
        "单元格": "D3",
        "原值": "120",
        "更正值": "210",
    }
    receipt = _corrected(workshop, path, **changes)
    assert [row["amount"] for row in workshop.landed(receipt)][:3] == ["120", "210", "120"]


def test_what_stands_in_a_restricted_column_is_not_told(workshop: Workshop) -> None:
    path = workshop.payments()
    changes = {
        "部门": "finance",
        "数据集": "payments",
        "工作表": "",
        "单元格": "I3",
        "原值": "一切正常",
        "更正值": "另行说明",
    }
    receipt = _corrected(workshop, path, **changes)
    assert receipt.accepted
    assert (receipt.corrections[0]["original"], receipt.corrections[0]["corrected"]) == (None, None)
    unexpected = _corrected(workshop, path, SOON, **{**changes, "原值": "别的内容"})
    assert rules(unexpected) == ["V01_CORRECTION_NOT_EXPECTED"]
    assert "别的内容" not in str(unexpected.as_dict())
    assert "一切正常" not in str(unexpected.as_dict())


def test_corrections_are_received_before_the_files_that_they_correct(workshop: Workshop) -> None:
    path = workshop.figures()
    workshop.corrections({"文件哈希": sha256_file(path)})
    [receipt] = receive_dataset(
        workshop.workspace, workshop.contracts, "statistics", "figures", Period(2020), now=NOW
    )
    assert len(receipt.corrections) == 1


def test_a_correction_leaves_other_datasets_alone(workshop: Workshop) -> None:
    payments = workshop.receive(workshop.payments())
    _corrected(workshop, workshop.figures())
    assert workshop.receive(workshop.payments(), now=SOON) == payments


@pytest.mark.parametrize(
    ("rows", "rule", "cell"),
    [
        ([{"数据集": "figure"}], "V04_CORRECTS_NOTHING", "C3"),
        ([{"数据集": "corrections", "部门": "efficiency_office"}], "V04_CORRECTS_NOTHING", "C3"),
        ([{"期别": "2019"}], "V05_CORRECTS_OTHER_YEAR", "D3"),
        ([{}, {"更正编号": "K-002"}], "V06_CELL_TWICE", "G4"),
        ([{"批准日期": "2021-03-02"}], "A03_DATE_IN_FUTURE", "L3"),
        ([{"单元格": "第5行"}], "C07_PATTERN", "G3"),
        ([{"文件哈希": "abc"}], "C07_PATTERN", "E3"),
        ([{"批准人": ""}], "C01_REQUIRED", "K3"),
    ],
)
def test_a_correction_that_can_not_be_meant_is_refused(
    workshop: Workshop, rows: list[dict[str, str]], rule: str, cell: str
) -> None:
    finding = only(workshop.receive(workshop.corrections(*rows)))
    assert (finding.rule, finding.cell) == (rule, cell)


@given(st.integers(0, 18277), st.integers(1, 10**7))
def test_a_cell_is_read_as_it_is_written(column: int, row: int) -> None:
    assert place_of(f"{column_letter(column)}{row}") == (column, row)


@given(st.data(), st.lists(st.sampled_from(["1", "2", "甲", ""]), min_size=1, max_size=8), st.booleans())
def test_every_other_cell_stays_as_it_is(data: st.DataObject, texts: list[str], is_plain: bool) -> None:
    column = Texts.plain(as_texts(texts)) if is_plain else Texts.of(as_texts(texts))
    row = data.draw(st.integers(0, len(texts) - 1))
    one = Correction("K", "0", None, 0, 10 + row, texts[row], "新", "", "", "", "")
    done = corrected_columns([one], np.arange(10, 10 + len(texts)), (column,), {0: "a"})
    assert done.columns[0].to_pylist() == [*texts[:row], "新", *texts[row + 1 :]]
    assert done.originals[0].to_pylist() == texts
    assert done.applied == (one,)


def test_corrections_can_be_checked_wherever_they_lie(workshop: Workshop, tmp_path: Path) -> None:
    path = workshop.corrections({}).rename(tmp_path / "2020年数据更正.xlsx")
    assert check(workshop.workspace, workshop.contracts, path, now=NOW).accepted
