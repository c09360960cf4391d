"""Every road to a signed release (command, Dagster's asset, backfill, direct call) refuses the same things and accepts what is right."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli.main import app
from orchestration.foundation.atomic import write_json
from orchestration.foundation.errors import Refused
from orchestration.foundation.hashing import sha256_file
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.gate import judge
from orchestration.publication import approve, current_release, publish, releases, verify
from orchestration.publication.journal import entries
from orchestration.publication.signing import public_text, sign
from tests.unit.gate.test_queries import FINDING
from tests.unit.publication.candidates import NOW, dbt_run, make_candidate
from tests.unit.publication.conftest import KEY, OTHER_KEY
from tests.unit.publication.roads import NAMES, Road, backfilling, by_asset, by_call
from tests.unit.publication.signers import key_file, signed
from tests.unit.publication.snapshots import snapshot
from tests.unit.publication.test_signed_releases import POISONS

YEAR = Period(2020)
REFUSED = 3
WHY = "核算更正一处"


@pytest.fixture(scope="module")
def roads() -> Iterator[dict[str, Road]]:
    """Every road by its name."""
    with backfilling() as backfill:
        made = {"asset": by_asset, "backfill": backfill, "call": by_call}
        assert tuple(made) == NAMES
        yield made


def _refused_everywhere(
    roads: dict[str, Road], workspace: Workspace, build: Path, words: str, release_type: str = "final"
) -> None:
    before = snapshot(workspace.warehouse / "published")
    for name, take in roads.items():
        told = take(workspace, build, release_type)
        assert told is not None, f"{name} has published"
        assert re.search(words, told), (name, told)
    assert snapshot(workspace.warehouse / "published") == before


def standing(workspace: Workspace, candidate: Path) -> Path:
    """Lay a candidate where a year's builds lie."""
    folder = shutil.copytree(candidate, workspace.builds("annual", YEAR) / candidate.name)
    facts = {"build_id": candidate.name.partition(".")[0], "created_at": NOW.isoformat(), "period": "2020", "kind": "annual"}  # fmt: skip
    write_json(folder / "build.json", facts)
    return folder


@pytest.mark.parametrize("name", POISONS)
def test_no_road_leads_around_what_was_not_signed_like_this(
    roads: dict[str, Road], workspace: Workspace, signable: Path, name: str
) -> None:
    build = standing(workspace, signable)
    publish(workspace, build, now=NOW)
    key = key_file(signable.parent)
    approve(workspace, build, release_type="final", by="张三", key=key, reason=None, now=NOW)
    poison, words = POISONS[name]
    poison(build)
    _refused_everywhere(roads, workspace, build, words)


def _forge(build: Path, release_type: str = "final") -> None:
    """Sign a candidate as an admitted person could without `approve`, which would not have let him."""
    candidate = json.loads((build / "candidate.json").read_text(encoding="utf-8"))
    said = {
        **{name: candidate[name] for name in ("build_id", "kind", "period", "content_hash")},
        "verdicts_sha256": sha256_file(build / "verdicts.json"),
        "release_type": release_type,
        "reason": None,
        "by": "张三",
        "at": NOW.isoformat(),
    }
    write_json(build / "approval.json", {"statement": said, "signature": sign(said, KEY)})


OBJECTION = (
    "insert into marts.fct_objection (release_id, evaluation_year, objection_no, unit_code, objection_date, objected_release_id,"
    " objection_text, is_late, objection_state) values ('annual-2020-00000000000c', 2020, 'Y-001', '350101', '2021-02-10',"
    " 'annual-2020-00000000000a', '增速少计', false, 'open')"
)
FORGED = {
    "an open query": ({"open_findings": [{**FINDING, "answer": None}]}, "open"),
    "an open objection": ({"edit": OBJECTION}, "has not been answered"),
    "a dropped column": ({"edit": "alter table marts.fct_accountability_action drop column recipients_zh"}, "is missing"),
    "a retyped column": ({"edit": "alter table marts.fct_accountability_action alter staff_persons type bigint"}, "is BIGINT"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_no_road_leads_past_what_is_open_or_lost_with_an_admitted_signature(
    roads: dict[str, Road], workspace: Workspace, signable: Path, tmp_path: Path, name: str
) -> None:
    publish(workspace, signable, now=NOW)
    admit = f"insert into marts.meta_approver values ('annual-2020-00000000000c', '张三', '{public_text(KEY)}', null); "
    told, words = FORGED[name]
    facts = dict(told)
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
    assert snapshot(workspace.warehouse / "published") == before
    _forge(build)
    _refused_everywhere(roads, workspace, build, words)


@pytest.mark.parametrize("release_type", ["revision", "correction"])
def test_no_road_leads_to_a_change_without_its_reason(
    roads: dict[str, Road], workspace: Workspace, signable: Path, signable_later: Path, release_type: str
) -> None:
    signed(workspace, signable)
    build, key = standing(workspace, signable_later), str(key_file(signable_later.parent))
    command = ["approve", "2020", "annual-2020-00000000000b", "--as", "张三", "--key", key]
    assert _run(workspace, *command, "--type", release_type) == REFUSED
    assert not (build / "approval.json").exists()
    _forge(build, release_type)
    _refused_everywhere(roads, workspace, build, "needs its reason", release_type)


def test_a_signature_made_like_that_is_otherwise_good(workspace: Workspace, signable: Path) -> None:
    build = standing(workspace, signable)
    _forge(build)
    assert by_call(workspace, build, "final") is None


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


@pytest.mark.parametrize("road", NAMES)
def test_every_road_publishes_what_was_signed(
    roads: dict[str, Road], workspace: Workspace, signable: Path, road: str
) -> None:
    build = standing(workspace, signable)
    key = key_file(signable.parent)
    approve(workspace, build, release_type="final", by="张三", key=key, reason=None, now=NOW)
    assert roads[road](workspace, build, "final") is None
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


@pytest.mark.parametrize(("change", "by"), [("correction", "李四"), ("revision", "张三")])
def test_from_provisional_to_a_later_change_and_back_by_command(
    workspace: Workspace, signable: Path, signable_later: Path, change: str, by: str
) -> None:
    first, later = standing(workspace, signable), standing(workspace, signable_later)
    own = str(key_file(signable.parent))
    others = own if by == "张三" else str(key_file(signable_later.parent / "other", OTHER_KEY))
    ids = [build.name.partition(".")[0] for build in (first, later)]
    publish(workspace, first, now=NOW)
    assert _run(workspace, "approve", "2020", ids[0], "--as", "王五", "--key", own) == 3
    assert _run(workspace, "approve", "2020", ids[0], "--as", "张三", "--key", own) == 0
    later_change = ["approve", "2020", ids[1], "--as", by, "--key", others, "--type", change]
    assert _run(workspace, *later_change) == 3
    assert _run(workspace, *later_change, "--reason", WHY) == 0
    chain = releases(workspace, "annual", YEAR)
    assert [release.release_type for release in chain] == ["provisional", "final", change]
    back = ["rollback", "2020", chain[1].release_id, "--as", "张三", "--reason", "更正有误"]
    assert _run(workspace, *back) == 0
    assert current_release(workspace, "annual", YEAR) == chain[1]
    assert [(e["release_id"], e["by"], e["reason"]) for e in entries(chain[1].folder.parent)][2:] == [
        (chain[2].release_id, by, WHY),
        (chain[1].release_id, "张三", "更正有误"),
    ]
    assert _run(workspace, "verify") == 0
    path = chain[0].folder / "report" / "index.html"
    path.chmod(0o600)
    path.write_text("touched", encoding="utf-8")
    assert _run(workspace, "verify") == 3
    assert [place for place, *_ in verify(workspace)[1]] == [
        f"annual/2020/{chain[0].folder.name}/report/index.html"
    ]
