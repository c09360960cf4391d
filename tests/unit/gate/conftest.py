"""A finished candidate that nobody has judged yet, made once and copied for each test."""

import shutil
from pathlib import Path

import pytest

from tests.unit.publication.candidates import make_candidate


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The candidate of 2020; never changed by a test."""
    return make_candidate(tmp_path_factory.mktemp("pristine") / "annual-2020-000000000001.first")


@pytest.fixture
def build(pristine: Path, tmp_path: Path) -> Path:
    """A copy of the candidate that a test may poison."""
    return shutil.copytree(pristine, tmp_path / pristine.name)
