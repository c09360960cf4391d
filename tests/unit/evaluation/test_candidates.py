"""A build's identity follows from what goes in; its folder belongs to one run; its content has one hash."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from orchestration import pipeline
from orchestration.evaluation.candidates import (
    code_version,
    find_build,
    latest_candidate,
    started_after_all,
    sweep_builds,
)
from orchestration.evaluation.selection import Selection
from orchestration.foundation.errors import UserError
from orchestration.foundation.hashing import content_hash
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace


def _build(folders: Workspace, name: str, created: str, *, finished: bool) -> None:
    folder = folders.builds("annual", Period(2020)) / name
    folder.mkdir(parents=True)
    facts = {
        "build_id": name.split(".", maxsplit=1)[0],
        "created_at": created,
        "kind": "annual",
        "period": "2020",
    }
    (folder / "build.json").write_text(json.dumps(facts), encoding="utf-8")
    if finished:
        (folder / "candidate.json").write_text(json.dumps(facts), encoding="utf-8")


@pytest.fixture
def folders(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "raw", tmp_path / "warehouse")


def test_the_content_hash_does_not_depend_on_the_order_of_tables() -> None:
    one = {"a": "1", "b": "2"}
    assert content_hash(one) == content_hash(dict(reversed(one.items())))


@pytest.mark.parametrize("other", [{"a": "1"}, {"a": "2", "b": "1"}])
def test_the_content_hash_tells_tables_and_bytes_apart(other: dict[str, str]) -> None:
    assert content_hash({"a": "1", "b": "2"}) != content_hash(other)


def test_a_run_finds_its_own_build_and_no_other(folders: Workspace) -> None:
    _build(folders, "annual-2020-x.aaaa", "2021-01-01", finished=True)
    found = find_build(folders, "annual", Period(2020), "aaaa")
    assert found is not None
    assert found.build_id == "annual-2020-x"
    assert find_build(folders, "annual", Period(2020), "bbbb") is None


def test_the_latest_candidate_is_the_finished_build_started_last(folders: Workspace) -> None:
    _build(folders, "annual-2020-x.1", "2021-01-01", finished=True)
    _build(folders, "annual-2020-x.2", "2021-01-02", finished=True)
    _build(folders, "annual-2020-x.3", "2021-01-03", finished=False)
    latest = latest_candidate(folders, "annual", Period(2020))
    assert latest is not None
    assert latest.folder.name.endswith(".2")


def test_the_latest_candidate_is_told_by_the_moment_and_not_by_how_it_is_written(folders: Workspace) -> None:
    _build(folders, "annual-2020-x.1", "2021-01-01T10:00:00+08:00", finished=True)
    _build(folders, "annual-2020-x.2", "2021-01-01T03:00:00+00:00", finished=True)
    latest = latest_candidate(folders, "annual", Period(2020))
    assert latest is not None
    assert latest.folder.name.endswith(".2")


def test_a_build_is_the_latest_even_when_the_clock_stands_still(folders: Workspace) -> None:
    now = dt.datetime(2021, 1, 1, tzinfo=dt.UTC)
    selection = Selection("annual", Period(2020), now, (), ())
    assert started_after_all(folders, selection, now) == now
    _build(folders, "annual-2020-x.1", now.isoformat(), finished=False)
    assert started_after_all(folders, selection, now) > now
    later = now + dt.timedelta(seconds=1)
    assert started_after_all(folders, selection, later) == later


def test_old_builds_are_swept_and_the_newest_stay(folders: Workspace) -> None:
    for number in range(5):
        _build(folders, f"annual-2020-x.{number}", f"2021-01-0{number + 1}", finished=True)
    swept = sweep_builds(replace(folders, kept_builds=2), "annual", Period(2020))
    assert len(swept) == 3
    assert len(list(folders.builds("annual", Period(2020)).iterdir())) == 2


def test_the_candidate_of_the_current_release_and_a_signed_one_are_never_swept(folders: Workspace) -> None:
    for number in range(6):
        _build(folders, f"annual-2020-{number}.x", f"2021-01-0{number + 1}", finished=True)
    builds, current = folders.builds("annual", Period(2020)), folders.current("annual", Period(2020))
    (builds / "annual-2020-0.x" / "approval.json").write_text("{}", encoding="utf-8")
    current.mkdir(parents=True)
    (current / "manifest.json").write_text('{"build_id": "annual-2020-1"}', encoding="utf-8")
    swept = sweep_builds(replace(folders, kept_builds=2), "annual", Period(2020))
    assert swept == ["annual-2020-3.x", "annual-2020-2.x"]


def test_the_code_version_changes_with_a_model_and_not_with_a_page_of_documentation(tmp_path: Path) -> None:
    model = tmp_path / "dbt_project" / "models" / "m.sql"
    model.parent.mkdir(parents=True)
    model.write_text("select 1", encoding="utf-8")
    before = code_version(tmp_path)
    (tmp_path / "docs.md").write_text("words", encoding="utf-8")
    assert code_version(tmp_path) == before
    model.write_text("select 2", encoding="utf-8")
    assert code_version(tmp_path) != before


NOW = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("", "2021-03-01T00:00:00+00:00"),
        ("2021-02-01T18:00+08:00", "2021-02-01T18:00:00+08:00"),
        ("2021-02-01T18:00", "2021-02-01T18:00:00+08:00"),
        ("2021-02-01", "2021-02-01T23:59:59.999999+08:00"),
    ],
)
def test_as_of_reads_what_people_write(text: str, moment: str) -> None:
    assert pipeline.moment(text, NOW).isoformat() == moment


def test_as_of_that_is_no_time_says_how_to_write_one() -> None:
    with pytest.raises(UserError, match="2021-03-01"):
        pipeline.moment("yesterday", NOW)


def test_years_with_files_are_those_of_period_folders(folders: Workspace) -> None:
    for name in ("statistics/2019", "finance/2020Q3", "finance/2021", "finance/notes", "finance/2020x"):
        (folders.raw / name).mkdir(parents=True)
    assert pipeline.dropped_years(folders, 2020) == [2019, 2020]
