"""Every road to a signed release (command, Dagster's asset, backfill, direct call) refuses the same things and accepts what is right."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest
from typer.testing import CliRunner

from orchestration.cli.main import app
from orchestration.definitions import build_defs
from orchestration.defs.resources import ClockResource, WorkspaceResource
from orchestration.foundation.atomic import write_json
from orchestration.foundation.errors import Refused
from orchestration.foundation.hashing import sha256_file
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.gate import judge
from orchestration.publication import approve, current_release, publish, releases, verify
from orchestration.publication.signing import public_text, sign
from tests.unit.gate.test_queries import FINDING
from tests.unit.publication.candidates import NOW, dbt_run, make_candidate
from tests.unit.publication.conftest import KEY, OTHER_KEY
from tests.unit.publication.signers import key_file
from tests.unit.publication.snapshots import snapshot
from tests.unit.publication.test_signed_releases import POISONS

YEAR = Period(2020)
REFUSED = 3
Road = Callable[[Workspace, Path], bool]


def _by_asset(tags: dict[str, str]) -> Road:
    def take(workspace: Workspace, _: Path) -> bool:
        folders = WorkspaceResource(raw=str(workspace.raw), warehouse=str(workspace.warehouse))
        definitions = build_defs({"workspace": folders, "clock": ClockResource(fixed=NOW.isoformat())})
        result = definitions.resolve_implicit_global_asset_job_def().execute_in_process(
            asset_selection=[dg.AssetKey("annual_release")],
            partition_key="2020",
            instance=dg.DagsterInstance.ephemeral(),
            raise_on_error=False,
            run_config={"ops": {"annual_release": {"config": {"release_type": "final"}}}},
            tags=tags,
        )
        return result.success

    return take


def _by_call(workspace: Workspace, build: Path) -> bool:
    try:
        publish(workspace, build, now=NOW, release_type="final")
    except Refused:
        return False
    return True


ROADS: dict[str, Road] = {
    "asset": _by_asset({}),
    "backfill": _by_asset({"dagster/backfill": "b"}),
    "call": _by_call,
}


def standing(workspace: Workspace, candidate: Path) -> Path:
    """Lay a candidate where a year's builds lie."""
    folder = shutil.copytree(candidate, workspace.builds("annual", YEAR) / candidate.name)
    facts = {"build_id": candidate.name.partition(".")[0], "created_at": NOW.isoformat(), "period": "2020", "kind": "annual"}  # fmt: skip
    write_json(folder / "build.json", facts)
    return folder


@pytest.mark.parametrize("name", POISONS)
def test_no_road_leads_around_what_was_not_signed_like_this(
    workspace: Workspace, signable: Path, name: str
) -> None:
    build = standing(workspace, signable)
    publish(workspace, build, now=NOW)
    key = key_file(signable.parent)
    approve(workspace, build, release_type="final", by="张三", key=key, reason=None, now=NOW)
    POISONS[name][0](build)
    before = snapshot(workspace.warehouse / "published")
    assert {road: take(workspace, build) for road, take in ROADS.items()} == dict.fromkeys(ROADS, False)
    assert snapshot(workspace.warehouse / "published") == before


def _forge(build: Path) -> None:
    """Sign a candidate as an admitted person could without `approve`, which would not have let him."""
    candidate = json.loads((build / "candidate.json").read_text(encoding="utf-8"))
    said = {
        **{name: candidate[name] for name in ("build_id", "kind", "period", "content_hash")},
        "verdicts_sha256": sha256_file(build / "verdicts.json"),
        "release_type": "final",
        "reason": None,
        "by": "张三",
        "at": NOW.isoformat(),
    }
    write_json(build / "approval.json", {"statement": said, "signature": sign(said, KEY)})


FORGED = {
    "an open query": {"open_findings": [{**FINDING, "answer": None}]},
    "a dropped column": {"edit": "alter table marts.fct_accountability_action drop column recipients_zh"},
    "a retyped column": {"edit": "alter table marts.fct_accountability_action alter staff_persons type bigint"},
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_no_road_leads_past_a_query_or_a_lost_column_with_an_admitted_signature(
    workspace: Workspace, signable: Path, tmp_path: Path, name: str
) -> None:
    publish(workspace, signable, now=NOW)
    admit = f"insert into marts.meta_approver values ('annual-2020-00000000000c', '张三', '{public_text(KEY)}', null); "
    facts = dict(FORGED[name])
    made = make_candidate(
        tmp_path / "annual-2020-00000000000c.c",
        build_id="annual-2020-00000000000c",
        edit=admit + str(facts.pop("edit", "")),
        **facts,
    )
    judge(made, run_tests=lambda _: dbt_run(), now=NOW)
    build = standing(workspace, made)
    before, key = snapshot(workspace.warehouse / "published"), str(key_file(tmp_path / "keys"))
    command = ["approve", "2020", "annual-2020-00000000000c", "--as", "张三", "--key", key]
    assert _run(workspace, *command) == REFUSED
    assert not (build / "approval.json").exists()
    _forge(build)
    assert {road: take(workspace, build) for road, take in ROADS.items()} == dict.fromkeys(ROADS, False)
    assert snapshot(workspace.warehouse / "published") == before


def test_a_signature_made_like_that_is_otherwise_good(workspace: Workspace, signable: Path) -> None:
    build = standing(workspace, signable)
    _forge(build)
    assert _by_call(workspace, build)


@pytest.mark.parametrize("name", ["a changed candidate", "a verdict that is missing", "a failing check"])
def test_the_command_signs_nothing_that_is_not_whole(
    workspace: Workspace, signable: Path, tmp_path: Path, name: str
) -> None:
    build = standing(workspace, signable)
    publish(workspace, build, now=NOW)
    POISONS[name][0](build)
    before, key = snapshot(workspace.warehouse / "published"), str(key_file(tmp_path / "keys"))
    command = ["approve", "2020", signable.name.partition(".")[0], "--as", "张三", "--key", key]
    assert _run(workspace, *command) == REFUSED
    assert not (build / "approval.json").exists()
    assert snapshot(workspace.warehouse / "published") == before


@pytest.mark.parametrize("road", ROADS)
def test_every_road_publishes_what_was_signed(workspace: Workspace, signable: Path, road: str) -> None:
    build = standing(workspace, signable)
    key = key_file(signable.parent)
    approve(workspace, build, release_type="final", by="张三", key=key, reason=None, now=NOW)
    assert ROADS[road](workspace, build)
    release = current_release(workspace, "annual", YEAR)
    assert release is not None
    assert release.release_type == "final"


def _run(workspace: Workspace, *words: str) -> int:
    """Run a command and return its exit code; 3 for a refusal, as `main` makes of it."""
    result = CliRunner().invoke(app, [*words, "--warehouse", str(workspace.warehouse)])
    if isinstance(result.exception, Refused):
        return 3
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code


def test_from_provisional_to_a_correction_and_back_by_command(
    workspace: Workspace, signable: Path, signable_later: Path
) -> None:
    first, later = standing(workspace, signable), standing(workspace, signable_later)
    own, other = str(key_file(signable.parent)), str(key_file(signable_later.parent / "other", OTHER_KEY))
    ids = [build.name.partition(".")[0] for build in (first, later)]
    publish(workspace, first, now=NOW)
    assert _run(workspace, "approve", "2020", ids[0], "--as", "王五", "--key", own) == 3
    assert _run(workspace, "approve", "2020", ids[0], "--as", "张三", "--key", own) == 0
    correction = ["approve", "2020", ids[1], "--as", "李四", "--key", other, "--type", "correction"]
    assert _run(workspace, *correction) == 3
    assert _run(workspace, *correction, "--reason", "核算更正一处") == 0
    chain = releases(workspace, "annual", YEAR)
    assert [release.release_type for release in chain] == ["provisional", "final", "correction"]
    back = ["rollback", "2020", chain[1].release_id, "--as", "张三", "--reason", "更正有误"]
    assert _run(workspace, *back) == 0
    assert current_release(workspace, "annual", YEAR) == chain[1]
    assert _run(workspace, "verify") == 0
    path = chain[0].folder / "report" / "index.html"
    path.chmod(0o600)
    path.write_text("touched", encoding="utf-8")
    assert _run(workspace, "verify") == 3
    assert [place for place, *_ in verify(workspace)[1]] == [
        f"annual/2020/{chain[0].folder.name}/report/index.html"
    ]
