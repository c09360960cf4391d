"""What a file covers stands on its receipt, and coverage that shrinks is asked about."""

import datetime as dt
from dataclasses import replace

import pytest

from orchestration.intake import Receipt
from tests.unit.intake.history import (
    COUNTIES,
    changed,
    deliver_scheme,
    drop_output,
    outputs,
    with_past,
)
from tests.unit.intake.workshop import NOW, UNITS, Workshop, payment_rows, rules

LATER = NOW + dt.timedelta(hours=1)


def test_the_receipt_says_what_was_covered(workshop: Workshop) -> None:
    first = workshop.receive(workshop.payments())
    assert first.coverage == {
        "rows": {
            "rows": 6,
            "units": 3,
            "units_expected": 3,
            "period_before": None,
            "rows_before": None,
            "units_before": None,
        }
    }
    with_past(workshop)
    coverage = workshop.receive(drop_output(workshop, "2020Q2")).coverage["rows"]
    assert (coverage["period_before"], coverage["rows_before"], coverage["units_before"]) == ("2020Q1", 4, 4)
    assert coverage["units_expected"] is None


def test_without_a_period_before_nothing_is_asked(workshop: Workshop) -> None:
    assert workshop.receive(drop_output(workshop, "2020Q1")).findings == ()


def test_a_unit_that_left_the_register_is_not_missed(workshop: Workshop) -> None:
    with_past(workshop)
    workshop.register(units=[unit for unit in UNITS if unit[0] != "350104"])
    figures = {code: one for code, one in outputs("2020Q2").items() if code != "350104"}
    assert rules(workshop.receive(drop_output(workshop, "2020Q2", figures))) == ["P07_TOTAL_ROW_DIFFERS"]


def last_years_payments(workshop: Workshop, count: int) -> None:
    """Deliver payments of 2019 of the first units."""
    workshop.register(2019)
    path = workshop.payments(payment_rows()[:count], name="2019年执行情况.csv")
    folder = workshop.path("finance", "2019", "")
    folder.mkdir(parents=True)
    workshop.receive(path.rename(folder / path.name))


@pytest.mark.parametrize(("rows", "asked"), [(6, []), (5, ["R06_FEWER_ROWS"])])
def test_fewer_rows_of_the_same_units_are_asked_about(
    workshop: Workshop, rows: int, asked: list[str]
) -> None:
    last_years_payments(workshop, 6)
    assert rules_of(workshop.receive(workshop.payments(payment_rows()[:rows]))) == asked


def rules_of(receipt: Receipt) -> list[str]:
    assert receipt.accepted
    return rules(receipt)


def test_more_rows_than_before_are_welcome(workshop: Workshop) -> None:
    with_past(workshop)
    assert rules_of(workshop.receive(drop_output(workshop, "2020Q2"))) == []


def test_an_indicator_without_a_figure_is_asked_about_once_the_scheme_weighs_it(workshop: Workshop) -> None:
    figures = {code: replace(one, households=None) for code, one in outputs("2020Q1").items()}
    path = drop_output(workshop, "2020Q1", figures)
    assert rules_of(workshop.receive(path)) == []
    deliver_scheme(workshop)
    assert rules_of(workshop.receive(path)) == ["R07_INDICATOR_MISSING"]


def test_an_indicator_that_is_gone_altogether_is_asked_about_once(workshop: Workshop) -> None:
    with_past(workshop)
    figures = {code: replace(one, households=None) for code, one in outputs("2020Q2").items()}
    path = drop_output(workshop, "2020Q2", figures)
    [lost] = workshop.receive(path).findings
    assert (lost.rule, lost.header) == ("R08_FEWER_FIGURES", "户数（户）")
    deliver_scheme(workshop)
    assert rules_of(workshop.receive(path)) == ["R07_INDICATOR_MISSING"]


@pytest.mark.parametrize("code", COUNTIES)
def test_a_figure_that_a_unit_had_is_missed(workshop: Workshop, code: str) -> None:
    with_past(workshop)
    [item] = workshop.receive(drop_output(workshop, "2020Q2", changed(code, households=None))).findings
    assert item.rule == "R08_FEWER_FIGURES"
    assert item.allowed == "2020Q1，2020年一季度产值.xlsx"
    assert f"({code})" in str(item.value)


def test_an_earlier_period_that_arrives_later_is_looked_at(workshop: Workshop) -> None:
    figures = changed(households=30)
    path = drop_output(workshop, "2020Q2", figures)
    assert rules_of(workshop.receive(path)) == []
    with_past(workshop)
    assert rules_of(workshop.receive(path)) == ["P04_JUMP_FROM_LAST_YEAR"]


def test_an_explanation_dies_when_the_earlier_figure_is_corrected(workshop: Workshop) -> None:
    with_past(workshop)
    path = drop_output(workshop, "2020Q2", changed(households=30))
    first = workshop.receive(path).findings[0]
    earlier = {**outputs("2019Q2"), "350102": replace(outputs("2019Q2")["350102"], households=11)}
    assert workshop.receive(drop_output(workshop, "2019Q2", earlier), LATER).accepted
    second = workshop.receive(path, LATER).findings[0]
    assert (first.rule, first.value, first.compared) == (second.rule, second.value, "12")
    assert second.compared == "11"
    assert first.query_id != second.query_id
