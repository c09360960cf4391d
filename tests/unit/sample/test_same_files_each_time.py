"""The generator writes the same files each time, and they are the ones in the repository."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from sample.generate import generate
from tests.unit.sample.conftest import RAW, dropped


def _content(path: Path) -> dict[str, bytes]:
    """Return a file's parts: of a workbook what is in the archive, since how it is packed depends on the zlib of the machine."""
    if path.suffix != ".xlsx":
        return {path.name: path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_two_runs_write_the_same_bytes(fresh: Path, tmp_path: Path) -> None:
    generate(tmp_path)
    files = sorted(path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file())
    assert len(files) == 71
    assert files == sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    hashes = {
        path: [hashlib.sha256((folder / path).read_bytes()).hexdigest() for folder in (fresh, tmp_path)]
        for path in files
    }
    assert [str(path) for path, (one, other) in hashes.items() if one != other] == []


def test_the_repository_holds_what_a_fresh_run_writes(fresh: Path) -> None:
    assert dropped(RAW) == dropped(fresh)
    differing = [str(path) for path in dropped(fresh) if _content(RAW / path) != _content(fresh / path)]
    assert differing == [], "run `make sample` and commit what it writes"


def test_the_sources_page_is_the_one_of_a_fresh_run(fresh: Path) -> None:
    assert (RAW / "SOURCES.md").read_bytes() == (fresh / "SOURCES.md").read_bytes()


@pytest.mark.parametrize("path", dropped(RAW, "*/*/*.xlsx"), ids=str)
def test_a_workbook_carries_no_time_of_writing(path: Path) -> None:
    with zipfile.ZipFile(RAW / path) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2021, 1, 4, 9, 0, 0)}
        properties = archive.read("docProps/core.xml").decode()
    assert properties.count("2021-01-04T09:00:00Z") == 2
