"""The whole oracle over a city worked out on paper: values, parts, scores, points, appraisal, ranks, grades and what follows."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.oracle import Results, evaluate
from tests.oracle.results import CommentRow, ReportRow
from tests.unit.oracle.small_city import small_city

FIRST, SECOND, HELD = "350101", "350102", "350103"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """The oracle's rows of the small city."""
    inputs: Path = tmp_path_factory.mktemp("small") / "inputs"
    small_city().write(inputs)
    return evaluate(inputs)


def row(results: Results, table: str, *key: str) -> Any:
    """Return one row of a table."""
    return results.tables[table][key]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("indicator_component_score", "96.1167"),  # (60 · 90.75 + 40 · 104.1667) / 100 = 96.11668
        ("appraisal_score", "88.3333"),  # (20 · 92.5 + 25 · 85) / 45
        ("weighted_score", "93.78168"),  # (70 · 96.1167 + 30 · 88.3333) / 100
        ("deduction_points", "1.5"),  # min(1, 0.5 · 3) + 0.8 = 1.8, at most 1.5
        ("bonus_points", "1"),
        ("composite_unrounded", "93.28168"),
        ("composite_score", "93.28"),
        ("rounding_difference", "-0.001666"),  # 93.28 − (20.475 + 17.64 + 29.166676 + 26.49999 − 1.5 + 1)
        ("gap_to_next_grade", "-8.28"),
    ],
)
def test_the_first_unit_adds_up_to_the_sum_on_paper(results: Results, column: str, expected: str) -> None:
    assert getattr(row(results, "fct_unit_result", FIRST), column) == Fraction(expected)


def test_the_revised_year_wins_over_the_flash_quarter_and_the_old_name_leads_to_last_years_value(
    results: Results,
) -> None:
    gdp = row(results, "fct_indicator_score", FIRST, "GDP_GROWTH")
    assert (gdp.indicator_value, gdp.value_vintage, gdp.baseline_value) == (Fraction("8.4"), "final", 8)
    assert (gdp.score, gdp.points) == (Fraction("97.5"), Fraction("20.475"))
    parts = {name: row(results, "fct_indicator_score_part", FIRST, "GDP_GROWTH", name) for name in ("target", "vertical")}  # fmt: skip
    assert parts["target"].part_score == 105
    assert (parts["vertical"].measure, parts["vertical"].part_score) == (Fraction("0.4"), 90)


def test_an_undefined_part_gives_its_share_to_the_other(results: Results) -> None:
    vertical = row(results, "fct_indicator_score_part", SECOND, "GDP_GROWTH", "vertical")
    target = row(results, "fct_indicator_score_part", SECOND, "GDP_GROWTH", "target")
    assert (vertical.part_status, vertical.effective_share) == ("reweighted", 0)
    assert (target.part_status, target.effective_share) == ("used", 1)


def test_an_indicator_that_does_not_apply_leaves_its_weight_to_its_siblings(results: Results) -> None:
    task = row(results, "fct_indicator_score", SECOND, "TASK")
    assert (task.score_status, task.score, task.effective_weight) == ("not_applicable", None, None)
    assert row(results, "fct_indicator_score", SECOND, "GDP_GROWTH").effective_weight == Fraction("0.42")
    assert row(results, "fct_indicator_score", FIRST, "GDP_GROWTH").effective_weight == Fraction("0.21")


def test_a_missing_figure_holds_the_unit_back_and_leaves_no_rank(results: Results) -> None:
    held = row(results, "fct_unit_result", HELD)
    assert held.result_status == "held"
    assert (held.composite_score, held.rank_in_group, held.grade_final) == (None, None, None)
    counts = (held.indicators_required, held.indicators_present, held.indicators_missing)
    assert counts == (3, 2, 1)
    assert row(results, "fct_indicator_score", HELD, "GDP_GROWTH").points is None


def test_rank_quota_and_veto_each_leave_their_trace(results: Results) -> None:
    first, second = (row(results, "fct_unit_result", unit) for unit in (FIRST, SECOND))
    assert (first.rank_in_group, second.rank_in_group, first.group_unit_count) == (2, 1, 2)
    assert (first.grade_threshold, first.grade_after_quota, first.grade_final) == ("A", "B", "B")
    assert (second.grade_threshold, second.grade_after_quota, second.grade_final) == ("A", "A", "C")
    assert (first.veto_item_code, second.veto_item_code) == (None, "V1")


def test_a_second_year_of_the_grade_leads_further_than_the_first(results: Results) -> None:
    actions = set(results.tables["fct_accountability_action"])
    assert actions == {(FIRST, "REWARD"), (SECOND, "CRITICISM"), (SECOND, "ADMONITION")}
    assert row(results, "fct_accountability_action", FIRST, "REWARD").staff_persons == 8


def test_an_answer_without_a_score_leaves_the_denominator(results: Results) -> None:
    second_topic = row(results, "fct_public_appraisal", FIRST, "RESIDENT", "Q2")
    assert (second_topic.response_count, second_topic.valid_answer_count) == (2, 1)
    assert (second_topic.is_suppressed, second_topic.mean_score) == (True, None)
    assert row(results, "fct_public_appraisal", FIRST, "RESIDENT", "ALL").mean_score == Fraction(
        "88.333333333333"
    )


def test_a_topic_that_could_be_worked_out_from_the_others_is_withheld_with_them(results: Results) -> None:
    assert row(results, "fct_public_appraisal", FIRST, "RESIDENT", "Q1").mean_score is None
    assert row(results, "fct_public_appraisal", SECOND, "RESIDENT", "Q1").mean_score == 100


def test_monitoring_holds_a_rate_against_the_whole_target(results: Results) -> None:
    quarter = row(results, "fct_monitoring", FIRST, "GDP_GROWTH", "2020Q2")
    assert (quarter.progress_pct, quarter.expected_pct, quarter.monitoring_status) == (90, 100, "at_risk")


def test_what_is_weak_is_to_be_mended(results: Results) -> None:
    weak = row(results, "rpt_weak_indicator", FIRST, "TASK")
    assert (weak.score, weak.lost_points, weak.rank_in_unit) == (84, Fraction("3.36"), 1)
    assert weak.group_mean_score == 82  # 84 and 80
    items = set(results.tables["fct_rectification_item"])
    assert items == {
        (FIRST, "weak_indicator", "TASK"),
        (HELD, "weak_indicator", "TASK"),
        (FIRST, "weak_topic", "Q2"),
        (FIRST, "comment", "REGISTRY"),
        (HELD, "comment", "REGISTRY"),
    }


def test_comments_go_by_the_rules_that_hold(results: Results) -> None:
    by_unit = {
        (row.unit_code, row.routing_kind, row.topic_code, row.met_words) for row in results.of(CommentRow)
    }
    assert by_unit == {
        # 慢 keeps the praise away.
        (FIRST, "rule", "REGISTRY", "登记"),
        # Both rules are met: the smaller priority holds.
        (SECOND, "rule", "PRAISE", "好"),
        (SECOND, "queued", None, None),
        (HELD, "rule", "REGISTRY", "登记"),
        # 登记本 is a word of its own.
        (HELD, "queued", None, None),
    }


def test_an_item_is_open_until_it_is_reported_on_and_overdue_by_the_last_report(results: Results) -> None:
    states = {
        key: (item.item_state, item.overdue_days)
        for key, item in results.tables["fct_rectification_item"].items()
    }
    # Due on 11 March, and the last report, though on no item of ours, is of 12 March.
    assert states[FIRST, "comment", "REGISTRY"] == ("overdue", 1)
    assert states[HELD, "comment", "REGISTRY"] == ("closed", None)
    assert states[FIRST, "weak_topic", "Q2"] == ("open", None)
    assert [row.has_item for row in results.of(ReportRow)] == [True, True, False]
    assert [key for (key,) in results.tables["rpt_interview_list"]] == [FIRST]
