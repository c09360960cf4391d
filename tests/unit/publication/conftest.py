"""A candidate that has passed the gate, made once and copied for each test, and an empty workspace to publish into."""

import shutil
from pathlib import Path

import pytest

from orchestration.foundation.workspace import Workspace
from orchestration.gate import judge
from orchestration.publication import publishing
from orchestration.publication.mart_database import write_database
from tests.unit.publication.candidates import NOW, dbt_manifest, dbt_run, make_candidate


@pytest.fixture(scope="session")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The candidate of 2020 with its verdict; never changed by a test."""
    build = make_candidate(tmp_path_factory.mktemp("judged") / "annual-2020-000000000001.first")
    verdict = judge(build, run_tests=lambda _: dbt_run(), now=NOW)
    assert verdict.passed, verdict.failed
    return build


@pytest.fixture(scope="session")
def judged_later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another candidate of 2020 with its verdict: one composite differs."""
    build = make_candidate(
        tmp_path_factory.mktemp("later") / "annual-2020-000000000002.second",
        build_id="annual-2020-000000000002",
        edit="update marts.fct_unit_result set composite_score = 80.01 where unit_code = '350101'",
    )
    verdict = judge(build, run_tests=lambda _: dbt_run(), now=NOW)
    assert verdict.passed, verdict.failed
    return build


@pytest.fixture
def build(judged: Path, tmp_path: Path) -> Path:
    """A copy of the judged candidate that a test may poison."""
    return shutil.copytree(judged, tmp_path / judged.name)


@pytest.fixture
def later_build(judged_later: Path, tmp_path: Path) -> Path:
    """A copy of the later candidate that a test may poison."""
    return shutil.copytree(judged_later, tmp_path / judged_later.name)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A warehouse in which nothing has been published."""
    return Workspace(tmp_path / "raw", tmp_path / "warehouse")


@pytest.fixture(scope="session")
def written_database(judged: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A `mart.duckdb` made once."""
    path = tmp_path_factory.mktemp("written") / "mart.duckdb"
    write_database(path, judged / "parquet", dbt_manifest(), "annual")
    return path


@pytest.fixture
def quick_database(written_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copy a finished `mart.duckdb` into each release, for tests that publish often and are about something else."""
    monkeypatch.setattr(
        publishing, "write_database", lambda path, *_: shutil.copyfile(written_database, path)
    )
