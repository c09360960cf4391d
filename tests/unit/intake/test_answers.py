"""Answers to queries: which are taken, which are not, and which queries stay open."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.foundation.answers import answers
from orchestration.foundation.atomic import write_json
from orchestration.foundation.periods import Period
from orchestration.foundation.queries import gate_query_id, query_id
from orchestration.intake import Receipt, receive_strays
from orchestration.intake.answers import SHRUGS, explains_nothing
from orchestration.intake.queries import open_queries, queries
from tests.unit.intake.workshop import EXPLANATION, NOW, Workshop, figure_rows, only, rules

YEAR = Period(2020)
LATER = NOW + dt.timedelta(days=1)


def _asked(workshop: Workshop, growth: float = 45.0) -> tuple[Receipt, str]:
    """Have figures accepted of which one is asked about; returns the receipt and the query's id."""
    rows = figure_rows()
    rows[4][2] = growth
    receipt = workshop.receive(workshop.figures(rows))
    assert receipt.accepted
    query = only(receipt).query_id
    assert query is not None
    return receipt, query


def _open(workshop: Workshop) -> list[str]:
    return [query.query_id for query in open_queries(workshop.workspace, workshop.contracts, YEAR)]


def test_a_query_has_a_name_and_is_open_until_it_is_answered(workshop: Workshop) -> None:
    _, query = _asked(workshop)
    assert _open(workshop) == [query]
    assert workshop.receive(workshop.answers((query, EXPLANATION))).accepted
    assert _open(workshop) == []
    [answered] = queries(workshop.workspace, workshop.contracts, YEAR)
    assert answered.answer is not None
    assert (answered.answer.text, answered.answer.by, answered.answer.on) == (
        EXPLANATION,
        "张三",
        "2021-02-28",
    )


def test_a_finding_that_is_no_query_has_no_name(workshop: Workshop) -> None:
    rows = figure_rows()
    rows[4][2] = "很多"
    assert only(workshop.receive(workshop.figures(rows))).query_id is None


def test_an_answer_dies_with_the_value_and_outlives_a_moved_row(workshop: Workshop) -> None:
    _, query = _asked(workshop)
    workshop.receive(workshop.answers((query, EXPLANATION)))
    rows = figure_rows()
    rows[4][2] = 45.0
    moved = [*rows[:4], rows[5], rows[4], *rows[6:]]
    assert workshop.receive(workshop.figures(moved), now=LATER).accepted
    assert _open(workshop) == []
    _, other = _asked(workshop, growth=46.0)
    assert other != query
    assert _open(workshop) == [other]


def test_several_files_of_answers_add_up_and_a_later_one_replaces_what_was_said(workshop: Workshop) -> None:
    rows = figure_rows()
    rows[4][2], rows[6][2] = 45.0, 50.0
    first, second = (item.query_id or "" for item in workshop.receive(workshop.figures(rows)).findings)
    workshop.answers((second, EXPLANATION), name="疑问答复-乙.xlsx")
    assert workshop.receive(workshop.answers((first, EXPLANATION), name="疑问答复-甲.xlsx")).accepted
    assert _open(workshop) == [second]
    assert workshop.receive(workshop.path("statistics", "2020", "疑问答复-乙.xlsx")).accepted
    assert _open(workshop) == []
    again = workshop.answers((first, "再次核对：当年行政区划调整，口径不同。"), name="疑问答复-丙.xlsx")
    assert workshop.receive(again, now=LATER).accepted
    given_answers = answers(workshop.workspace)
    assert given_answers["statistics", "2020", first].text.startswith("再次核对")
    assert answers(workshop.workspace, as_of=NOW)["statistics", "2020", first].text == EXPLANATION


def test_the_same_bytes_again_are_a_duplicate_even_when_their_query_is_gone(workshop: Workshop) -> None:
    _, query = _asked(workshop)
    path = workshop.answers((query, EXPLANATION))
    first = workshop.receive(path)
    _asked(workshop, growth=46.0)
    assert workshop.receive(path, now=LATER) == first


def test_an_id_of_no_query_is_refused_with_the_nearest(workshop: Workshop) -> None:
    _, query = _asked(workshop)
    finding = only(workshop.receive(workshop.answers((query[:-1] + "x", EXPLANATION))))
    assert (finding.rule, finding.cell, finding.allowed) == ("A01_UNKNOWN_QUERY", "A3", query)
    assert _open(workshop) == [query]


def test_only_the_bureau_that_is_asked_can_answer(workshop: Workshop) -> None:
    _, query = _asked(workshop)
    receipt = workshop.receive(workshop.answers((query, EXPLANATION), bureau="finance"))
    assert rules(receipt) == ["A01_UNKNOWN_QUERY"]
    assert "none" in str(receipt.findings[0].allowed)


@pytest.mark.parametrize(
    "text",
    [
        "无",
        "正常",
        "数据无误",
        "经核实，数据无误，情况属实。",
        "正常正常正常正常正常",
        "。。。。。。。。。。",
        "同上：见上。",
    ],
)
def test_what_explains_nothing_is_refused(workshop: Workshop, text: str) -> None:
    _, query = _asked(workshop)
    assert rules(workshop.receive(workshop.answers((query, text)))) == ["A02_NOT_EXPLAINED"]


@given(st.lists(st.sampled_from((*SHRUGS, "，", "。", " ", "！")), max_size=12))
def test_phrases_that_explain_nothing_never_add_up_to_an_explanation(parts: list[str]) -> None:
    assert explains_nothing("".join(parts))


@given(st.lists(st.sampled_from(SHRUGS), max_size=3).map("".join))
def test_an_explanation_stays_one_whatever_phrases_stand_before_it(phrases: str) -> None:
    assert not explains_nothing(phrases + EXPLANATION)


def test_tomorrow_is_in_the_future_and_today_in_shanghai_is_not(workshop: Workshop) -> None:
    _, query = _asked(workshop)
    late = dt.datetime(2021, 3, 1, 17, tzinfo=dt.UTC)
    assert (
        only(workshop.receive(workshop.answers((query, EXPLANATION), on="2021-03-02"))).rule
        == "A03_DATE_IN_FUTURE"
    )
    assert workshop.receive(workshop.answers((query, EXPLANATION), on="2021-03-02"), now=late).accepted


def test_who_answers_and_when_must_be_said(workshop: Workshop) -> None:
    _, query = _asked(workshop)
    assert (
        rules(workshop.receive(workshop.answers((query, EXPLANATION), by="", on=""))) == ["C01_REQUIRED"] * 2
    )


def test_an_answer_that_came_before_the_figures_is_taken_once_they_are_there(workshop: Workshop) -> None:
    query = query_id(
        "statistics",
        "figures",
        "2020",
        rule="P01_IMPLAUSIBLE",
        key="鼓楼区",
        header="生产总值 / 增速（%）",
        value="45",
    )
    path = workshop.answers((query, EXPLANATION))
    assert not workshop.receive(path).accepted
    assert _asked(workshop)[1] == query
    assert workshop.receive(path).accepted


@given(st.lists(st.one_of(st.none(), st.text(max_size=5)), min_size=6, max_size=6), st.integers(0, 5))
def test_an_id_depends_on_each_of_its_parts(parts: list[str | None], place: int) -> None:
    def named(values: list[str | None]) -> str:
        bureau, dataset, period, key, header, value = values
        return query_id(
            str(bureau), str(dataset), str(period), rule="P01", key=key, header=header, value=value
        )

    other = [*parts[:place], f"{parts[place]}x", *parts[place + 1 :]]
    assert named(parts) != named(other)
    assert len(named(parts)) == 11
    assert gate_query_id("annual", "2020", "a", "1") != gate_query_id("annual", "2020", "a", "2")


def test_what_the_gate_asks_is_answered_by_the_efficiency_office_alone(workshop: Workshop) -> None:
    name = gate_query_id("annual", "2020", "expectation.t.rule", "a: 1")
    check = {
        "check_id": "expectation.t.rule",
        "kind": "expectation",
        "message_zh": "问。",
        "message_en": "Asked.",
    }
    of_intake = {"check_id": "intake.1", "kind": "intake", "query_id": "Q0000000001"}
    folder = workshop.workspace.builds("annual", YEAR) / "annual-2020-000000000001.a"
    write_json(
        folder / "verdicts.json",
        {"checks": [{**check, "query_id": name}, {**check, "query_id": None}, of_intake]},
    )
    [query] = open_queries(workshop.workspace, workshop.contracts, YEAR)
    assert (query.query_id, query.bureau, query.dataset) == (name, "efficiency_office", None)
    assert not workshop.receive(workshop.answers((name, EXPLANATION), bureau="statistics")).accepted
    assert workshop.receive(workshop.answers((name, EXPLANATION), bureau="efficiency_office")).accepted
    assert _open(workshop) == []


def test_answers_of_one_moment_all_count(workshop: Workshop) -> None:
    rows = figure_rows()
    rows[4][2], rows[6][2] = 45.0, 50.0
    names = [item.query_id or "" for item in workshop.receive(workshop.figures(rows)).findings]
    for number, name in enumerate(names):
        workshop.receive(workshop.answers((name, EXPLANATION), name=f"疑问答复{number}.xlsx"))
    assert {query for _, _, query in answers(workshop.workspace, as_of=NOW)} == set(names)


def test_answers_are_received_with_what_belongs_to_no_dataset_and_refused_like_it(workshop: Workshop) -> None:
    _, query = _asked(workshop)
    workshop.answers((query, EXPLANATION))
    workshop.answers(("Q0123456789", EXPLANATION), name="疑问答复2.xlsx")
    receipts = receive_strays(workshop.workspace, workshop.contracts, YEAR, now=NOW)
    assert sorted(receipt.status for receipt in receipts) == ["accepted", "refused"]
