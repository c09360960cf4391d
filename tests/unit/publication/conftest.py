"""A candidate that has passed the gate, made once and copied for each test, and an empty workspace to publish into."""

import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from orchestration.foundation.workspace import Workspace
from orchestration.gate import judge
from orchestration.publication import publishing
from orchestration.publication.mart_database import write_database
from orchestration.publication.signing import public_text
from tests.unit.publication.candidates import NOW, dbt_manifest, dbt_run, make_candidate

KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"\x01")


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


def signable_candidate(folder: Path, build_id: str, edit: str = "") -> Path:
    """Return a judged candidate whose scheme admits 张三 for everything and 李四 for corrections."""
    names = (
        f"('{build_id}', '张三', '{public_text(KEY)}', null)",
        f"('{build_id}', '李四', '{public_text(OTHER_KEY)}', '更正')",
    )
    made = make_candidate(
        folder, build_id=build_id, edit=f"insert into marts.meta_approver values {', '.join(names)}; {edit}"
    )
    verdict = judge(made, run_tests=lambda _: dbt_run(), now=NOW)
    assert verdict.passed, verdict.failed
    return made


@pytest.fixture(scope="session")
def judged_signable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A candidate that may be signed; never changed by a test."""
    return signable_candidate(
        tmp_path_factory.mktemp("signable") / "annual-2020-00000000000a.a", "annual-2020-00000000000a"
    )


@pytest.fixture(scope="session")
def judged_signable_later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another candidate that may be signed: one composite differs."""
    return signable_candidate(
        tmp_path_factory.mktemp("signable_later") / "annual-2020-00000000000b.b",
        "annual-2020-00000000000b",
        "update marts.fct_unit_result set composite_score = 80.01 where unit_code = '350101'",
    )


@pytest.fixture
def signable(judged_signable: Path, tmp_path: Path) -> Path:
    """A copy that a test may sign or poison."""
    return shutil.copytree(judged_signable, tmp_path / judged_signable.name)


@pytest.fixture
def signable_later(judged_signable_later: Path, tmp_path: Path) -> Path:
    """A copy of the later one that a test may sign or poison."""
    return shutil.copytree(judged_signable_later, tmp_path / judged_signable_later.name)


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
