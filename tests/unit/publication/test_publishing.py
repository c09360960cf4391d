"""A candidate that passed becomes a release; the same one again changes nothing; the chain and `current` stay right."""

import fcntl
import json
import os
import stat
from pathlib import Path

import pytest

from orchestration.foundation.errors import Refused
from orchestration.foundation.hashing import sha256_file
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.gate import judge
from orchestration.publication import current_release, publish, ranking, read_manifest, releases
from orchestration.publication.journal import entries
from tests.unit.publication.candidates import NOW, dbt_run, make_candidate
from tests.unit.publication.snapshots import snapshot

YEAR = Period(2020)
DICTIONARY = ("dictionary.html", "dictionary.csv")


def test_a_release_holds_the_audited_bytes_and_everything_a_reader_needs(
    workspace: Workspace, build: Path
) -> None:
    release = publish(workspace, build, now=NOW)
    candidate = json.loads((build / "candidate.json").read_text(encoding="utf-8"))
    assert workspace.current("annual", YEAR).resolve() == release.folder
    assert release.release_id == candidate["build_id"]
    assert {path.name for path in release.folder.iterdir()} == {
        *DICTIONARY,
        "parquet",
        "mart.duckdb",
        "manifest.json",
        "report",
        "verdicts.json",
    }
    for name, table in candidate["tables"].items():
        assert sha256_file(release.folder / "parquet" / f"{name}.parquet") == table["sha256"]
    assert release.damaged_files() == []


def test_the_manifest_names_inputs_scheme_verdicts_and_rows(workspace: Workspace, build: Path) -> None:
    release = publish(workspace, build, now=NOW)
    manifest = read_manifest(workspace.current("annual", YEAR))
    candidate = json.loads((build / "candidate.json").read_text(encoding="utf-8"))
    verdicts = json.loads((build / "verdicts.json").read_text(encoding="utf-8"))
    for key in ("kind", "period", "as_of", "code_version", "scheme", "inputs", "tables", "content_hash"):
        assert manifest[key] == candidate[key]
    assert manifest["verdicts"]["digest"] == verdicts["digest"]
    assert len(manifest["verdicts"]["checks"]) == len(verdicts["checks"])
    assert manifest["notice_zh"] == "演示数据，不是正式结果"
    site = {str(p.relative_to(release.folder)) for p in (release.folder / "report").rglob("*") if p.is_file()}
    assert set(manifest["files"]) == {*DICTIONARY, "mart.duckdb", "verdicts.json", *site}
    assert {"report/index.html", "report/units/350101.html", "report/assets/site.js"} < site
    assert release.manifest == manifest


def test_files_of_a_release_are_read_only_and_not_shared_with_the_build(
    workspace: Workspace, build: Path
) -> None:
    release = publish(workspace, build, now=NOW)
    for path in release.folder.rglob("*"):
        if path.is_file():
            assert stat.S_IMODE(path.stat().st_mode) == 0o444
    table = "fct_unit_result.parquet"
    (build / "parquet" / table).write_bytes(b"overwritten")
    assert release.damaged_files() == []


def test_publishing_the_same_candidate_again_changes_nothing(workspace: Workspace, build: Path) -> None:
    first = publish(workspace, build, now=NOW)
    before = snapshot(workspace.warehouse)
    assert publish(workspace, build, now=NOW.replace(year=2022)) == first
    assert snapshot(workspace.warehouse) == before


def test_a_release_that_is_not_current_becomes_current_again(
    workspace: Workspace, build: Path, later_build: Path
) -> None:
    first = publish(workspace, build, now=NOW)
    second = publish(workspace, later_build, now=NOW)
    assert current_release(workspace, "annual", YEAR) == second
    assert publish(workspace, build, now=NOW) == first
    assert current_release(workspace, "annual", YEAR) == first
    assert releases(workspace, "annual", YEAR) == [first, second]


def test_each_release_names_the_hash_of_the_one_before(
    workspace: Workspace, build: Path, later_build: Path
) -> None:
    first = publish(workspace, build, now=NOW)
    second = publish(workspace, later_build, now=NOW)
    assert first.manifest["chain"] == {
        "sequence": 1,
        "previous_release_id": None,
        "previous_manifest_sha256": None,
        "journal_digest": None,
    }
    assert second.manifest["chain"] == {
        "sequence": 2,
        "previous_release_id": first.release_id,
        "previous_manifest_sha256": sha256_file(first.folder / "manifest.json"),
        "journal_digest": entries(first.folder.parent)[0]["digest"],
    }


def test_a_damaged_release_of_the_same_id_is_not_taken_for_published(
    workspace: Workspace, build: Path
) -> None:
    release = publish(workspace, build, now=NOW)
    target = release.folder / "mart.duckdb"
    target.chmod(0o644)
    target.write_bytes(target.read_bytes() + b"x")
    with pytest.raises(Refused, match="damaged"):
        publish(workspace, build, now=NOW)


@pytest.mark.parametrize("stated", [None, {"release_id": "annual-2019-x", "content_hash": "0" * 64}])
def test_a_candidate_resting_on_another_release_of_last_year_is_refused(
    workspace: Workspace, judged: Path, tmp_path: Path, stated: dict[str, str] | None
) -> None:
    last_year = make_candidate(tmp_path / "b2019", period="2019", build_id="annual-2019-000000000001")
    judge(last_year, run_tests=lambda _: dbt_run(), now=NOW)
    publish(workspace, last_year, now=NOW)
    candidate = make_candidate(tmp_path / "b2020", previous_release=stated)
    judge(candidate, run_tests=lambda _: dbt_run(), now=NOW)
    with pytest.raises(Refused, match="2019 has changed"):
        publish(workspace, candidate, now=NOW)
    assert current_release(workspace, "annual", YEAR) is None


def test_a_quarter_is_published_beside_the_years(workspace: Workspace, tmp_path: Path) -> None:
    build = make_candidate(
        tmp_path / "b", kind="monitoring", period="2020Q2", build_id="monitoring-2020Q2-000000000001"
    )
    judge(build, run_tests=lambda _: dbt_run("monitoring"), now=NOW)
    release = publish(workspace, build, now=NOW)
    assert workspace.current("monitoring", Period(2020, 2)).resolve() == release.folder
    assert "进度" in (release.folder / "report" / "index.html").read_text(encoding="utf-8")


def test_two_publishers_at_once_do_not_meet(workspace: Workspace, build: Path) -> None:
    folder = workspace.published("annual", YEAR)
    folder.mkdir(parents=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(Refused, match="Another process"):
            publish(workspace, build, now=NOW)
    finally:
        os.close(handle)
    assert list(folder.iterdir()) == []
    publish(workspace, build, now=NOW)


def test_the_ranking_lists_groups_in_order_best_first_and_held_units_last(
    workspace: Workspace, build: Path
) -> None:
    rows = ranking(publish(workspace, build, now=NOW))
    assert len(rows) == 19
    assert [row["group_code"] for row in rows] == ["county"] * 13 + ["zone"] * 6
    counties = [row for row in rows if row["group_code"] == "county"]
    assert [row["rank_in_group"] for row in counties] == [*range(1, 13), None]
    assert counties[-1]["result_status"] == "held"
