"""Whose file it is and which period it is for."""

from pathlib import Path

import pytest

from orchestration.foundation.periods import Period
from orchestration.intake.identify import matches, named_period, named_quarters, named_years
from tests.unit.intake.workshop import Workshop, figure_rows, only, write_workbook


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2020年核算", {2020}),
        ("2020 年度", {2020}),
        ("２０２０年", {2020}),
        ("2019-2020年", {2020}),
        ("2019年、2020年", {2019, 2020}),
        ("2020Q3快报", {2020}),
        ("120202020年", set()),
        ("榕统〔2020〕3号", set()),
    ],
)
def test_years_are_read_from_titles(text: str, years: set[int]) -> None:
    assert named_years(text) == years


@pytest.mark.parametrize(
    ("text", "quarters"),
    [
        ("一季度", {1}),
        ("第二季度", {2}),
        ("前三季度", {3}),
        ("4季度", {4}),
        ("2020Q1", {1}),
        ("上半年", {2}),
        ("1-3季度", {3}),
        ("2020年", set()),
    ],
)
def test_quarters_are_read_from_titles(text: str, quarters: set[int]) -> None:
    assert named_quarters(text) == quarters


@pytest.mark.parametrize(
    ("dataset", "name", "period"),
    [
        ("figures", "2020年核算.xlsx", Period(2020)),
        ("figures", "2020年一季度核算.xlsx", None),
        ("figures", "核算.xlsx", None),
        ("flash", "2020年前三季度快报.xlsx", Period(2020, 3)),
        ("flash", "2020年快报.xlsx", None),
    ],
)
def test_a_name_tells_a_period_only_when_it_is_of_the_right_kind(
    bare: Workshop, dataset: str, name: str, period: Period | None
) -> None:
    assert named_period(bare.contracts.get("statistics", dataset), name) == period


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("2020年核算.xlsx", True),
        ("2020年核算.XLSX", True),
        ("２０２０年核算.xlsx", True),
        ("2020年核算.xls", False),
        ("核算.xlsx.part", False),
    ],
)
def test_a_name_fits_whatever_its_case_and_width(bare: Workshop, name: str, fits: bool) -> None:
    assert matches(bare.contracts.get("statistics", "figures"), name) is fits


def flash(workshop: Workshop, name: str, title: str, period: str = "2020Q3") -> Path:
    rows = [[title], ["单位代码", "增速（%）"], ["350102", 5]]
    return write_workbook(workshop.path("statistics", period, name), {"快报": rows})


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("2020年三季度快报.xlsx", "快报"),
        ("快报.xlsx", "2020年前三季度快报"),
        ("2020Q3快报.xlsx", "2020年三季度"),
    ],
)
def test_name_and_title_together_name_the_quarter(workshop: Workshop, name: str, title: str) -> None:
    assert workshop.receive(flash(workshop, name, title)).accepted


@pytest.mark.parametrize(
    ("name", "title", "rule"),
    [
        ("2020年二季度快报.xlsx", "快报", "F07_OTHER_PERIOD"),
        ("2020年三季度快报.xlsx", "2020年上半年", "F07_OTHER_PERIOD"),
        ("2020年三季度快报.xlsx", "2019年三季度", "F07_OTHER_PERIOD"),
        ("2020年快报.xlsx", "快报", "F08_PERIOD_NOT_NAMED"),
        ("三季度快报.xlsx", "快报", "F08_PERIOD_NOT_NAMED"),
    ],
)
def test_another_period_or_none_is_refused(workshop: Workshop, name: str, title: str, rule: str) -> None:
    assert only(workshop.receive(flash(workshop, name, title))).rule == rule


def test_a_yearly_file_that_names_a_quarter_is_refused(workshop: Workshop) -> None:
    finding = only(workshop.receive(workshop.figures([["2020年前三季度核算"], *figure_rows()[1:]])))
    assert (finding.rule, finding.value) == ("F07_OTHER_PERIOD", "2020、Q3")


def test_a_folder_that_no_bureau_has_is_answered_with_those_that_exist(workshop: Workshop) -> None:
    path = workshop.path("nobody", "2020", "2020年别的.csv")
    path.parent.mkdir(parents=True)
    path.write_text("x")
    finding = only(workshop.receive(path))
    assert finding.rule == "F01_UNKNOWN_DATASET"
    assert "raw/finance/" in (finding.allowed or "")
