"""View, object, decide: an objection that is not settled holds every signed release back, and no unsigned one."""

from pathlib import Path
from typing import Any

import pytest

from orchestration.foundation.atomic import write_json
from orchestration.foundation.errors import Refused
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.publication import publish
from tests.unit.publication.candidates import NOW
from tests.unit.publication.conftest import signable_candidate
from tests.unit.publication.signers import signed
from tests.unit.publication.snapshots import snapshot

pytestmark = pytest.mark.usefixtures("quick_database")
NAME = "annual-2020-00000000000c"
SHOWN = "annual-2020-00000000000a"
USUAL = {
    "release_id": NAME,
    "evaluation_year": 2020,
    "objection_no": "Y-001",
    "unit_code": "350101",
    "objection_date": "2021-02-10",
    "objected_release_id": SHOWN,
    "objection_text": "增速少计",
    "is_late": False,
}
SETTLED = {"decision_reason": "属实", "decided_by": "效能办", "decided_date": "2021-02-20"}
READ = {"corrected_submission_id": "s", "corrected_file_name": "核算.xlsx"}


def _candidate(folder: Path, **told: Any) -> Path:
    row = {**USUAL, **told}
    values = ", ".join("null" if value is None else f"'{value}'" for value in row.values())
    edit = f"insert into marts.fct_objection ({', '.join(row)}) values ({values})"
    return signable_candidate(folder / f"{NAME}.c", NAME, edit)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"objection_state": "open"}, "has not been answered"),
        ({"objection_state": "answered"}, "is answered but not decided"),
        ({"objection_state": "upheld", **SETTLED}, "names no corrected file"),
        ({"objection_state": "upheld", **SETTLED, "corrected_sha256": "0" * 12}, "does not read the corrected file"),
        (
            {"objection_state": "upheld", **SETTLED, "corrected_sha256": "ab" * 6, **READ},
            "the one that the results objected to had read",
        ),
        (
            {"objection_state": "upheld", **SETTLED, "corrected_sha256": "0" * 12, **READ, "objected_release_id": "annual-2020-other"},
            "which is none of this year",
        ),
    ],
)  # fmt: skip
def test_an_objection_that_is_not_settled_holds_a_signed_release_back(
    workspace: Workspace, signable: Path, tmp_path: Path, told: dict[str, Any], words: str
) -> None:
    publish(workspace, signable, now=NOW)
    build = _candidate(tmp_path, **told)
    before = snapshot(workspace.warehouse)
    with pytest.raises(Refused, match=words):
        signed(workspace, build)
    assert snapshot(workspace.warehouse) == before
    assert publish(workspace, build, now=NOW).release_type == "provisional"


@pytest.mark.parametrize(
    "told",
    [
        {"objection_state": "late", "is_late": True},
        {"objection_state": "rejected", **SETTLED},
        {"objection_state": "upheld", **SETTLED, "corrected_sha256": "0" * 12, **READ},
    ],
)
def test_what_is_settled_holds_nothing_back(
    workspace: Workspace, signable: Path, tmp_path: Path, told: dict[str, Any]
) -> None:
    publish(workspace, signable, now=NOW)
    assert signed(workspace, _candidate(tmp_path, **told)).release_type == "final"


def _landed(workspace: Workspace, name: str, decided_at: str) -> None:
    folder = workspace.landed("efficiency_office", "objections", Period(2020), name)
    folder.mkdir(parents=True)
    write_json(
        folder / "receipt.json",
        {"submission_id": name, "decided_at": decided_at, "file": {"name": "异议处理.xlsx"}},
    )


def test_objections_that_came_after_the_candidate_was_computed_hold_it_back(
    workspace: Workspace, signable: Path
) -> None:
    _landed(workspace, "a" * 16, "2021-03-01T00:00:00+00:00")
    with pytest.raises(Refused, match="accepted after this was computed"):
        signed(workspace, signable)
