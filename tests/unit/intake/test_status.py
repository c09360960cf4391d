"""Who has delivered what for a period."""

import datetime as dt

import pytest

from orchestration.foundation.periods import Period
from orchestration.intake import status
from tests.unit.intake.workshop import NOW, Workshop, payment_rows

DUE = dt.datetime(2021, 1, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(("now", "told"), [(DUE, "awaited"), (DUE + dt.timedelta(days=1), "missing")])
def test_what_is_not_there_is_awaited_until_its_deadline(bare: Workshop, now: dt.datetime, told: str) -> None:
    lines = status(bare.workspace, bare.contracts, Period(2020), now=now)
    assert {line.status for line in lines} == {told}
    assert {line.due for line in lines} == {DUE.date()}


def test_a_quarterly_dataset_is_listed_under_its_quarters(bare: Workshop) -> None:
    lines = status(bare.workspace, bare.contracts, Period(2020, 2), now=NOW)
    assert {line.dataset_name_zh for line in lines} == {"flash数据", "output数据"}
    assert {line.due for line in lines} == {dt.date(2020, 7, 30)}


def test_the_last_answer_is_what_is_told(workshop: Workshop) -> None:
    workshop.receive(workshop.payments(payment_rows()[:2]), NOW)
    told = {
        line.dataset_name_zh: line
        for line in status(workshop.workspace, workshop.contracts, Period(2020), now=NOW)
    }
    assert told["unit_register数据"].status == "accepted"
    assert (told["payments数据"].status, told["payments数据"].findings) == ("refused", 1)
    workshop.receive(workshop.payments(), NOW + dt.timedelta(hours=1))
    told = {
        line.dataset_name_zh: line
        for line in status(workshop.workspace, workshop.contracts, Period(2020), now=NOW)
    }
    assert (told["payments数据"].status, told["payments数据"].findings) == ("accepted", 0)
