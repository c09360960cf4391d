"""`verify` finds what was touched, and names it; an untouched warehouse has nothing to name."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.publication import publish, rollback, verify
from tests.unit.publication.candidates import NOW
from tests.unit.publication.signers import signed

pytestmark = pytest.mark.usefixtures("quick_database")
YEAR = Period(2020)
FIRST = "annual-2020-00000000000a"
FINAL = f"{FIRST}-final"
LAST = "annual-2020-00000000000b-correction"


@pytest.fixture
def published(workspace: Workspace, signable: Path, signable_later: Path) -> Path:
    """A folder with a provisional, a final and a corrected release, gone back to the final one."""
    publish(workspace, signable, now=NOW)
    signed(workspace, signable)
    signed(workspace, signable_later, "correction", reason="更正原因如下")
    rollback(workspace, "annual", YEAR, FINAL, by="张三", reason="更正有误", now=NOW)
    return workspace.published("annual", YEAR)


def test_a_rollback_that_was_killed_before_the_flip_is_done_by_the_same_call_again(
    workspace: Workspace, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    def back() -> str:
        return rollback(workspace, "annual", YEAR, LAST, by="张三", reason="仍以更正为准", now=NOW).release_id

    with monkeypatch.context() as patched:
        patched.setattr(sys.modules["orchestration.publication.rollback"], "make_current", die)
        with pytest.raises(KeyboardInterrupt):
            back()
    assert (published / "current").readlink().name == FINAL
    written = (published / "journal.jsonl").read_text(encoding="utf-8")
    assert back() == LAST
    assert (published / "current").readlink().name == LAST
    assert (published / "journal.jsonl").read_text(encoding="utf-8") == written
    assert verify(workspace) == (3, [])


def _write(path: Path, text: str) -> None:
    path.chmod(0o644)
    path.write_text(text, encoding="utf-8")


def _flip(name: str) -> Callable[[Path], None]:
    def poison(folder: Path) -> None:
        path = folder / name
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.chmod(0o644)
        path.write_bytes(bytes(data))

    return poison


def _edit(name: str, **changes: object) -> Callable[[Path], None]:
    def poison(folder: Path) -> None:
        path = folder / name
        _write(path, json.dumps({**json.loads(path.read_text(encoding="utf-8")), **changes}, indent=2))

    return poison


def _journal(change: Callable[[list[str]], list[str]]) -> Callable[[Path], None]:
    def poison(folder: Path) -> None:
        path = folder / "journal.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines()
        _write(path, "".join(f"{line}\n" for line in change(lines)))

    return poison


def _away(folder: Path) -> None:
    (folder / FINAL).rename(folder.parent.parent.parent / "taken")


def _repoint(folder: Path) -> None:
    (folder / "current").unlink()
    (folder / "current").symlink_to(LAST)


TOUCHES = {
    "a table": (
        _flip(f"{FINAL}/parquet/fct_unit_result.parquet"),
        f"{FINAL}/parquet/fct_unit_result.parquet",
    ),
    "the database": (_flip(f"{LAST}/mart.duckdb"), f"{LAST}/mart.duckdb"),
    "the report": (_flip(f"{FIRST}/report/index.html"), f"{FIRST}/report/index.html"),
    "the verdicts": (lambda f: (f / FIRST / "verdicts.json").unlink(), f"{FIRST}/verdicts.json"),
    "a file too many": (lambda f: (f / FIRST / "x.txt").write_text("x"), f"{FIRST}/x.txt"),
    "a manifest": (_edit(f"{FIRST}/manifest.json", code_version="x"), f"{FIRST}/manifest.json"),
    "the last manifest": (_edit(f"{LAST}/manifest.json", as_of="x"), f"{LAST}/manifest.json"),
    "a manifest cut off": (lambda f: _write(f / FINAL / "manifest.json", "{"), f"{FINAL}/manifest.json"),
    "a type turned": (_edit(f"{LAST}/manifest.json", release_type="final"), f"{LAST}/approval.json"),
    "the approval": (lambda f: (f / FINAL / "approval.json").unlink(), f"{FINAL}/approval.json"),
    "a release": (_away, FINAL),
    "an entry of the journal": (
        _journal(lambda ls: [ls[0].replace("publish", "rollback"), *ls[1:]]),
        "journal.jsonl",
    ),
    "an entry taken out": (_journal(lambda ls: [ls[0], *ls[2:]]), "journal.jsonl"),
    "the last entry": (_journal(lambda ls: ls[:-1]), "current"),
    "the journal": (lambda f: (f / "journal.jsonl").unlink(), "journal.jsonl"),
    "the link": (_repoint, "current"),
}


def test_an_untouched_warehouse_has_nothing_to_name(workspace: Workspace, published: Path) -> None:
    assert verify(workspace) == (3, [])
    assert verify(workspace, "2019") == (0, [])


@pytest.mark.parametrize("name", TOUCHES)
def test_whatever_is_touched_is_named(workspace: Workspace, published: Path, name: str) -> None:
    touch, place = TOUCHES[name]
    touch(published)
    _, touched = verify(workspace)
    assert f"annual/2020/{place}" in {where for where, _, _ in touched}
