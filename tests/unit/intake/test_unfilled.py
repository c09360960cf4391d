"""A form that was dropped as it was handed out is refused; one figure is enough, and so is a table without measures."""

from pathlib import Path
from typing import Any

import pytest

from tests.unit.intake.workshop import Workshop, figure_rows, only, rules, write_workbook


def _flash(workshop: Workshop, *rows: list[Any]) -> Path:
    path = workshop.path("statistics", "2020Q1", "2020年一季度快报.xlsx")
    return write_workbook(path, {"快报": [["单位代码", "增速（%）"], *rows]})


def test_rows_without_a_figure_are_refused_with_what_is_to_be_filled_in(workshop: Workshop) -> None:
    receipt = workshop.receive(_flash(workshop, ["350102", None], ["350103", " "]))
    found = only(receipt)
    assert (found.rule, found.value, found.allowed, found.sheet) == (
        "C11_NOTHING_FILLED_IN", "2", "增速（%）", "快报",
    )  # fmt: skip
    assert not receipt.accepted


def test_one_figure_is_enough(workshop: Workshop) -> None:
    assert workshop.receive(_flash(workshop, ["350102", None], ["350103", 0])).accepted


def test_a_table_without_rows_is_not_meant(workshop: Workshop) -> None:
    assert "C11_NOTHING_FILLED_IN" not in rules(workshop.receive(_flash(workshop)))


@pytest.mark.parametrize("mark", ["-", "不适用"])
def test_where_a_blank_is_not_allowed_marks_have_been_set_on_purpose(workshop: Workshop, mark: str) -> None:
    rows = figure_rows()
    rows[4:7] = [["鼓楼区", None, mark], ["台江区", None, mark], ["仓山区（新）", None, mark]]
    assert workshop.receive(workshop.figures(rows)).accepted
