"""What has been said about figures reaches the build: answers to its queries, and corrections, none of them out of step."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.contracts import Contracts
from orchestration.evaluation.candidates import inputs_id
from orchestration.evaluation.selection import Selection, select
from orchestration.foundation.errors import Refused
from orchestration.foundation.hashing import sha256_text
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from tests.unit.evaluation.test_selection import NOW, _everything, _land, _receipt, contracts, folders

__all__ = ["contracts", "folders"]
QUERY = {"rule": "P01", "severity": "QUERY", "file": "f", "cell": "B2", "query_id": "Q0000000001"}
FIRST, SECOND = "2021-02-02T00:00:00+00:00", "2021-02-03T00:00:00+00:00"
CORRECTION = {
    "correction_no": "K-001",
    "cell": "C5",
    "submission_id": "efficiency_office.corrections.2020.cccccccccccc",
}


def _asked(folders: Workspace, contracts: Contracts) -> None:
    _everything(folders, contracts, 2020)
    _land(
        folders,
        _receipt(
            "finance",
            "organ_budget",
            "2020",
            "c" * 64,
            "2021-02-01T00:00:00+00:00",
            findings=[QUERY],
            landed={},
        ),
    )


def _say(folders: Workspace, dataset: str, receipt: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    _land(folders, receipt)
    folder = folders.landed(
        receipt["bureau"], dataset, Period.parse(receipt["period"]), receipt["file"]["sha256"]
    )
    pq.write_table(pa.Table.from_pylist(rows), folder / "rows.parquet")


def _answer(
    folders: Workspace,
    text: str = "说明",
    *,
    bureau: str = "finance",
    period: str = "2020",
    decided: str = FIRST,
    **row: Any,
) -> None:
    sha256 = sha256_text(f"{text} {decided} {bureau} {period}")
    said = {
        "query_id": QUERY["query_id"], "explanation": text, "answered_by": "张三", "answered_on": "2021-02-02",
        "_data_nature": "real", **row,
    }  # fmt: skip
    _say(folders, "query_answers", _receipt(bureau, "query_answers", period, sha256, decided), [said])


def _selected(folders: Workspace, contracts: Contracts, as_of: dt.datetime = NOW) -> Selection:
    return select(folders, contracts, "annual", Period(2020), as_of)


def test_a_query_carries_the_answer_of_its_bureau(folders: Workspace, contracts: Contracts) -> None:
    _asked(folders, contracts)
    _answer(folders, "说明一")
    selection = _selected(folders, contracts)
    [finding] = selection.open_findings
    assert (finding["answer"]["text"], finding["answer"]["by"], finding["answer"]["on"]) == (
        "说明一",
        "张三",
        "2021-02-02",
    )
    assert [answer["query_id"] for answer in selection.answers] == ["Q0000000001"]
    assert all(s.dataset_key[1] != "query_answers" for s in selection.submissions)


@pytest.mark.parametrize(
    "other", [{"bureau": "statistics"}, {"period": "2019"}, {"query_id": "Q0000000002"}], ids=str
)
def test_an_answer_to_something_else_leaves_a_query_open(
    folders: Workspace, contracts: Contracts, other: dict[str, str]
) -> None:
    _asked(folders, contracts)
    _answer(folders, **other)
    selection = _selected(folders, contracts)
    assert [finding["answer"] for finding in selection.open_findings] == [None]
    assert selection.answers == ()


def test_the_answer_accepted_last_and_not_after_as_of_holds(folders: Workspace, contracts: Contracts) -> None:
    _asked(folders, contracts)
    _answer(folders, "说明一", decided=FIRST)
    _answer(folders, "说明二", decided=SECOND)
    texts = {
        as_of: _selected(folders, contracts, dt.datetime.fromisoformat(as_of)).open_findings[0]["answer"]
        for as_of in ("2021-02-01T12:00:00+00:00", FIRST, SECOND)
    }
    assert [answer and answer["text"] for answer in texts.values()] == [None, "说明一", "说明二"]


def test_what_the_office_says_to_the_gate_reaches_every_build_of_the_period(
    folders: Workspace, contracts: Contracts
) -> None:
    _everything(folders, contracts, 2020)
    _answer(folders, bureau="efficiency_office")
    assert [answer["bureau"] for answer in _selected(folders, contracts).answers] == ["efficiency_office"]


def test_a_made_up_explanation_makes_the_build_synthetic(folders: Workspace, contracts: Contracts) -> None:
    _asked(folders, contracts)
    assert not _selected(folders, contracts).is_synthetic
    _answer(folders, _data_nature="synthetic")
    assert _selected(folders, contracts).is_synthetic


def test_an_answer_is_part_of_what_identifies_a_build(folders: Workspace, contracts: Contracts) -> None:
    _asked(folders, contracts)
    _answer(folders)
    answered = _selected(folders, contracts)
    submissions = tuple(replace(s, receipt={**s.receipt, "landed": {}}) for s in answered.submissions)
    answered = replace(answered, submissions=submissions)
    other = replace(answered, answers=({**answered.answers[0], "text": "另一说明"},))
    ids = {inputs_id(folders, one) for one in (answered, other, replace(answered, answers=()))}
    assert len(ids) == 3


def _corrections(folders: Workspace, *numbers: str) -> None:
    rows = [
        {"bureau": "finance", "dataset": "organ_budget", "period": "2020", "correction_no": number}
        for number in numbers
    ]
    receipt = _receipt("efficiency_office", "corrections", "2020", "c" * 64, FIRST)
    _say(
        folders,
        "corrections",
        receipt,
        rows or [{"bureau": "", "dataset": "", "period": "", "correction_no": ""}],
    )


def _budget(folders: Workspace, *applied: dict[str, str]) -> None:
    _land(
        folders,
        _receipt("finance", "organ_budget", "2020", "d" * 64, SECOND, corrections=list(applied)),
    )


def test_corrections_that_were_applied_are_told_with_their_file(
    folders: Workspace, contracts: Contracts
) -> None:
    _everything(folders, contracts, 2020)
    _corrections(folders, "K-001")
    _budget(folders, CORRECTION)
    [told] = _selected(folders, contracts).corrections
    assert told["submission_id"] == f"finance.organ_budget.2020.{'d' * 12}"
    assert (told["correction_no"], told["dataset"], told["file"], told["cell"]) == (
        "K-001",
        "organ_budget",
        "f.xlsx",
        "C5",
    )


@pytest.mark.parametrize(
    ("in_force", "applied"),
    [(("K-001",), ()), ((), (CORRECTION,)), (("K-001", "K-002"), (CORRECTION,)), (("K-001",), ({**CORRECTION, "submission_id": "an earlier one"},))],
)  # fmt: skip
def test_figures_whose_corrections_have_changed_since_are_not_built(
    folders: Workspace, contracts: Contracts, in_force: tuple[str, ...], applied: tuple[dict[str, str], ...]
) -> None:
    _everything(folders, contracts, 2020)
    _corrections(folders, *in_force)
    _budget(folders, *applied)
    with pytest.raises(Refused, match=r"finance\.organ_budget 2020 f\.xlsx: K-00"):
        _selected(folders, contracts)
