"""Explanations and corrections in a release: manifest and report tell them, and none can be slipped in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from orchestration.foundation.atomic import write_json
from orchestration.foundation.errors import Refused
from orchestration.foundation.hashing import sha256_file, sha256_json
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.gate.judging import judge
from orchestration.publication import publish
from orchestration.publication.audit import _read
from orchestration.publication.release import releases
from tests.unit.gate.test_queries import ANSWER, FINDING
from tests.unit.publication.candidates import NOW, dbt_run, make_candidate

SAID = {**ANSWER, "text": "因行政区划调整 <b>", "file": "疑问答复.xlsx", "is_synthetic": True}
CORRECTION = {
    "bureau": "finance", "dataset": "organ_budget", "period": "2020", "file": "预算.xlsx", "sha256": "ab" * 32,
    "correction_no": "K-001", "sheet": "预算", "cell": "C17", "header": "金额", "original": "105", "corrected": "150",
    "reason": "数字颠倒", "approved_by": "李四", "approved_on": "2021-02-20", "corrections_id": "c",
}  # fmt: skip


@pytest.fixture
def answered(tmp_path: Path) -> Path:
    """A judged candidate with one answered query and one correction."""
    build = make_candidate(
        tmp_path / "annual-2020-000000000001.a",
        open_findings=[{**FINDING, "answer": SAID}],
        answers=[SAID],
        corrections=[CORRECTION],
    )
    assert judge(build, run_tests=lambda _: dbt_run(), now=NOW).passed
    return build


def test_manifest_and_report_tell_who_explained_what_and_what_was_corrected(
    workspace: Workspace, answered: Path
) -> None:
    release = publish(workspace, answered, now=NOW)
    [query] = release.manifest["queries"]
    assert query["answer"] == SAID
    assert (query["query_id"], query["cell"], query["value"]) == ("Q0000000001", "C5", "45")
    assert release.manifest["corrections"] == [CORRECTION]
    page = (release.folder / "report" / "quality.html").read_text(encoding="utf-8")
    for text in ("疑问与说明", "因行政区划调整 &lt;b&gt;", "张三", "数据更正", "K-001", "105", "150", "李四"):
        assert text in page


def test_a_release_without_queries_and_corrections_says_that_there_were_none(
    workspace: Workspace, build: Path
) -> None:
    release = publish(workspace, build, now=NOW)
    assert (release.manifest["queries"], release.manifest["corrections"]) == ([], [])
    page = (release.folder / "report" / "quality.html").read_text(encoding="utf-8")
    assert "没有疑问。" in page
    assert "没有更正。" in page


def _check(verdicts: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(c for c in verdicts["checks"] if c["query_id"])
    return found


FORGERIES: dict[str, tuple[Callable[[dict[str, Any], dict[str, Any]], Any], str]] = {
    "another text": (lambda _, v: _check(v)["answer"].update(text="x"), "not among the candidate's"),
    "an answer that the build did not have": (lambda c, _: c.update(answers=[]), "not among the candidate's"),
    "no answer at all": (
        lambda c, v: (c["open_findings"][0].update(answer=None), _check(v).update(answer=None)),
        "is open",
    ),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_query_passed_by_a_forged_answer_is_refused_though_all_is_sealed_anew(
    workspace: Workspace, answered: Path, name: str
) -> None:
    forge, reason = FORGERIES[name]
    candidate, verdicts = _read(answered, "candidate.json", ()), _read(answered, "verdicts.json", ())
    forge(candidate, verdicts)
    write_json(answered / "candidate.json", candidate)
    verdicts["candidate_sha256"] = sha256_file(answered / "candidate.json")
    verdicts["digest"] = sha256_json({key: value for key, value in verdicts.items() if key != "digest"})
    write_json(answered / "verdicts.json", verdicts)
    with pytest.raises(Refused, match=reason):
        publish(workspace, answered, now=NOW)
    assert releases(workspace, "annual", Period(2020)) == []
