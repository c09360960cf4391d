"""Who has delivered what for a period."""

import datetime as dt

import pytest

from orchestration.evaluation.submissions import open_refusals
from orchestration.foundation.periods import Period
from orchestration.intake import DeliveryStatus, status
from tests.unit.intake.history import changed, drop_output, with_past
from tests.unit.intake.workshop import EXPLANATION, NOW, Workshop, payment_rows

# The contracts' deadline is thirty days after the year's end; the day ends in Shanghai.
DUE = dt.datetime(2021, 1, 30, 15, 59, tzinfo=dt.UTC)
AFTER = DUE + dt.timedelta(minutes=1)


def lines(workshop: Workshop, now: dt.datetime = NOW, period: str = "2020") -> dict[str, DeliveryStatus]:
    told = status(workshop.workspace, workshop.contracts, Period.parse(period), now=now)
    return {line.dataset_name_zh: line for line in told if line.period == period}


@pytest.mark.parametrize(("now", "told"), [(DUE, "awaited"), (AFTER, "missing")])
def test_what_is_not_there_is_awaited_until_its_deadline(bare: Workshop, now: dt.datetime, told: str) -> None:
    found = lines(bare, now).values()
    assert {line.status for line in found} == {told}
    assert {line.due for line in found} == {dt.date(2021, 1, 30)}
    assert {line.days_late for line in found} == {0 if told == "awaited" else 1}
    assert not any(line.is_settled for line in found)


def test_a_year_lists_its_quarters_too(bare: Workshop) -> None:
    told = status(bare.workspace, bare.contracts, Period(2020), now=NOW)
    periods = {line.period for line in told if line.dataset == "flash"}
    assert periods == {"2020Q1", "2020Q2", "2020Q3", "2020Q4"}
    assert set(lines(bare, period="2020Q2")) == {"flash数据", "output数据"}


def test_a_dataset_without_a_layout_for_the_period_is_not_awaited(bare: Workshop) -> None:
    assert "payments数据" not in lines(bare, period="2017")
    assert "payments数据" in lines(bare, period="2018")


@pytest.mark.parametrize(("now", "told", "days"), [(DUE, "accepted", 0), (AFTER, "late", 1)])
def test_in_time_is_what_came_before_the_day_ended(
    workshop: Workshop, now: dt.datetime, told: str, days: int
) -> None:
    workshop.receive(workshop.payments(), now)
    line = lines(workshop)["payments数据"]
    assert (line.status, line.days_late, line.is_settled) == (told, days, True)


def test_who_delivered_in_time_stays_in_time_when_figures_are_corrected(workshop: Workshop) -> None:
    workshop.receive(workshop.payments(), DUE)
    rows = payment_rows()
    rows[0][3] = "130"
    workshop.receive(workshop.payments(rows), AFTER)
    line = lines(workshop)["payments数据"]
    assert (line.status, line.replaced) == ("accepted", 1)


def test_a_refused_file_is_told_until_it_is_corrected_or_taken_away(workshop: Workshop) -> None:
    path = workshop.payments(payment_rows()[:2])
    workshop.receive(path)
    line = lines(workshop)["payments数据"]
    assert (line.status, line.findings, line.file_name) == ("refused", 1, path.name)
    path.unlink()
    assert lines(workshop)["payments数据"].status == "missing"
    workshop.receive(workshop.payments(), NOW + dt.timedelta(hours=1))
    line = lines(workshop)["payments数据"]
    assert (line.status, line.findings) == ("late", 0)


def test_a_correction_that_is_refused_is_told_though_something_was_accepted(workshop: Workshop) -> None:
    workshop.receive(workshop.payments())
    path = workshop.payments(payment_rows()[:2])
    workshop.receive(path, NOW + dt.timedelta(hours=1))
    assert lines(workshop)["payments数据"].status == "refused"
    path.unlink()
    assert lines(workshop)["payments数据"].status == "late"


def test_queries_are_open_until_they_are_answered(workshop: Workshop) -> None:
    with_past(workshop)
    receipt = workshop.receive(drop_output(workshop, "2020Q2", changed(households=30)))
    line = lines(workshop, period="2020Q2")["output数据"]
    assert (line.open_queries, line.is_settled) == (1, False)
    answer = workshop.answers((str(receipt.findings[0].query_id), EXPLANATION), period="2020Q2")
    assert workshop.receive(answer).accepted
    line = lines(workshop, period="2020Q2")["output数据"]
    assert (line.open_queries, line.is_settled) == (0, True)


def test_a_file_of_no_dataset_is_told_while_it_lies_there(workshop: Workshop) -> None:
    path = workshop.payments()
    path = path.rename(path.with_name("随手记.csv"))
    workshop.receive(path)
    line = lines(workshop)["未归类文件"]
    assert (line.status, line.file_name, line.due) == ("refused", "随手记.csv", None)
    path.unlink()
    assert "未归类文件" not in lines(workshop)


def test_a_refused_answer_is_told_too(workshop: Workshop) -> None:
    workshop.receive(workshop.answers(("Q0123456789", EXPLANATION)))
    assert lines(workshop)["疑问答复"].status == "refused"


def test_a_refused_correction_after_figures_in_time_makes_nobody_late(workshop: Workshop) -> None:
    workshop.receive(workshop.payments(), DUE)
    workshop.receive(workshop.payments(payment_rows()[:2]), NOW)
    line = lines(workshop)["payments数据"]
    assert (line.status, line.days_late) == ("refused", 0)


def test_a_file_is_told_whose_name_can_not_be_shown(workshop: Workshop) -> None:
    path = workshop.payments()
    path = path.rename(path.with_name("2020年\u200b执行情况.csv"))
    workshop.receive(path)
    line = lines(workshop)["未归类文件"]
    assert (line.status, line.file_name) == ("refused", "2020年\\u200b执行情况.csv")
    path.unlink()
    assert "未归类文件" not in lines(workshop)


def test_a_link_in_place_of_a_file_is_told(workshop: Workshop) -> None:
    path = workshop.payments()
    path = path.rename(path.with_name("原件.bak"))
    link = path.with_name("2020年执行情况.csv")
    link.symlink_to(path)
    workshop.receive(link)
    line = lines(workshop)["未归类文件"]
    assert (line.status, line.file_name) == ("refused", link.name)
    link.unlink()
    assert "未归类文件" not in lines(workshop)


def test_figures_in_the_folder_of_another_kind_of_period_are_told_there(workshop: Workshop) -> None:
    path = workshop.payments()
    there = workshop.path("finance", "2020Q1", path.name)
    there.parent.mkdir(parents=True)
    workshop.receive(path.rename(there))
    line = lines(workshop, period="2020Q1")["payments数据"]
    assert (line.status, line.due) == ("refused", None)


def test_a_refused_file_holds_a_build_back_though_its_name_can_not_be_shown(workshop: Workshop) -> None:
    path = workshop.payments()
    path = path.rename(path.with_name("2020年\u200b执行情况.csv"))
    workshop.receive(path)
    assert len(open_refusals(workshop.workspace, [2020], NOW)) == 1
    path.unlink()
    assert open_refusals(workshop.workspace, [2020], NOW) == []
