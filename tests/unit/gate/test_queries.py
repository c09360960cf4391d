"""Queries at the gate: an answer lets them pass, nothing else does, and it is good for what it was given for."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from orchestration.gate.checks import Check
from orchestration.gate.intake_checks import intake_checks
from orchestration.gate.judging import judge
from orchestration.gate.queries import settled
from tests.unit.publication.candidates import NOW, dbt_run, make_candidate

ANSWER = {
    "query_id": "Q0000000001",
    "text": "说明",
    "by": "张三",
    "on": "2021-02-02",
    "bureau": "efficiency_office",
}
FINDING: dict[str, Any] = {
    "rule": "P01", "severity": "QUERY", "file": "f.xlsx", "sheet": None, "cell": "C5", "header": "增速", "value": "45",
    "allowed": None, "message_zh": "疑问", "message_en": "query", "fix_zh": "说明。", "fix_en": "Explain.",
    "bureau": "statistics", "dataset": "county_accounts", "period": "2020", "query_id": "Q0000000001", "answer": None,
}  # fmt: skip
CHECK = Check(
    "expectation.t.rule", "expectation", "t", "query", False, "a: 1; b: 2", 2, "问", "?", "答", "answer"
)
CANDIDATE: dict[str, Any] = {
    "kind": "annual", "period": "2020", "inputs": [{"sha256": "a"}, {"sha256": "b"}], "corrections": [], "answers": [],
}  # fmt: skip


def _named(check: Check, candidate: dict[str, Any] = CANDIDATE) -> str:
    name = settled([check], candidate)[0].query_id
    assert name is not None
    return name


def _answered(check: Check, name: str, candidate: dict[str, Any] = CANDIDATE, **answer: str) -> Check:
    given = {**ANSWER, "query_id": name, **answer}
    return settled([check], {**candidate, "answers": [given]})[0]


def test_an_answered_query_of_intake_passes_and_shows_value_and_answer() -> None:
    summary, check = intake_checks([{**FINDING, "answer": ANSWER}])
    assert summary.passed
    assert (summary.failures, summary.observed) == (0, "0")
    assert (check.passed, check.severity, check.answer) == (True, "query", ANSWER)
    assert "= 45" in str(check.observed)


def test_the_summary_counts_what_is_open() -> None:
    summary, *checks = intake_checks([{**FINDING, "answer": ANSWER}, FINDING])
    assert (summary.passed, summary.failures) == (False, 1)
    assert [check.passed for check in checks] == [True, False]


@pytest.mark.parametrize("severity", ["ERROR", "REJECT"])
def test_no_answer_lets_an_error_pass(severity: str) -> None:
    summary, check = intake_checks([{**FINDING, "severity": severity, "answer": ANSWER}])
    assert (summary.passed, check.passed) == (False, False)


def test_a_query_of_the_gate_passes_once_the_office_has_answered_it() -> None:
    name = _named(CHECK)
    assert not settled([CHECK], CANDIDATE)[0].passed
    done = _answered(CHECK, name)
    assert done.passed
    assert done.answer is not None
    assert done.answer["text"] == "说明"


def test_an_answer_is_good_for_what_was_seen_and_for_nothing_else() -> None:
    name = _named(CHECK)
    for other in (
        replace(CHECK, observed="a: 1; b: 3"),
        replace(CHECK, check_id="expectation.t.other"),
    ):
        assert not _answered(other, name).passed
    assert not _answered(CHECK, name, {**CANDIDATE, "period": "2019"}).passed
    assert not _answered(CHECK, name, bureau="finance").passed
    assert _answered(CHECK, name, {**CANDIDATE, "inputs": []}).passed


@pytest.mark.parametrize(
    "check",
    [replace(CHECK, observed="a: 1; … 3"), replace(CHECK, kind="dbt", observed="3 rows")],
    ids=["cut", "dbt"],
)
def test_an_answer_to_what_does_not_show_all_is_good_for_the_same_files_only(check: Check) -> None:
    name = _named(check)
    assert _answered(check, name).passed
    assert _answered(check, name, {**CANDIDATE, "inputs": CANDIDATE["inputs"][::-1]}).passed
    assert not _answered(check, name, {**CANDIDATE, "inputs": [{"sha256": "a"}]}).passed
    assert not _answered(check, name, {**CANDIDATE, "corrections": [{"correction_no": "K"}]}).passed


@pytest.mark.parametrize(
    "changes", [{"severity": "error"}, {"passed": True, "failures": 0}, {"failures": None}, {"failures": 0}]
)
def test_what_is_no_query_or_could_not_run_asks_nothing(changes: dict[str, Any]) -> None:
    check = replace(CHECK, **changes)
    assert settled([check], CANDIDATE) == [check]


def test_a_candidate_passes_with_its_queries_answered_and_fails_without(tmp_path: Path) -> None:
    answered = make_candidate(tmp_path / "a", open_findings=[{**FINDING, "answer": ANSWER}], answers=[ANSWER])
    assert judge(answered, run_tests=lambda _: dbt_run(), now=NOW).passed
    asked = make_candidate(tmp_path / "b", open_findings=[FINDING])
    assert not judge(asked, run_tests=lambda _: dbt_run(), now=NOW).passed
