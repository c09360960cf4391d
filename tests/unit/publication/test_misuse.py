"""What the commands on releases say when they are misused: in both languages, what to do, exit 2, no traceback, and nothing is written."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.cli import main
from orchestration.foundation.workspace import Workspace
from orchestration.publication import publish
from tests.unit.publication.candidates import NOW
from tests.unit.publication.conftest import OTHER_KEY
from tests.unit.publication.signers import key_file
from tests.unit.publication.snapshots import snapshot
from tests.unit.publication.test_roads import standing

pytestmark = pytest.mark.usefixtures("quick_database")
Said = Callable[..., tuple[int, str]]
CANDIDATE = "annual-2020-00000000000a"
MISUSE, REFUSED = 2, 3


@pytest.fixture
def said(
    workspace: Workspace,
    signable: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Said:
    """Run a command over a warehouse with one provisional release that may be signed; returns exit code and words."""
    publish(workspace, standing(workspace, signable), now=NOW)

    def run(*arguments: str) -> tuple[int, str]:
        # Keys are made outside of any warehouse.
        where = [] if arguments[0] == "keygen" else ["--warehouse", str(workspace.warehouse)]
        monkeypatch.setattr(sys, "argv", ["jixiao", *arguments, *where])
        before = snapshot(workspace.warehouse)
        with pytest.raises(SystemExit) as ended:
            main()
        assert snapshot(workspace.warehouse) == before
        told = capsys.readouterr()
        return int(ended.value.code or 0), (told.out + told.err).replace("\n", " ")

    return run


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, str]:
    """Files that are offered as a key: none, no key, a folder, somebody else's."""
    (tmp_path / "junk.key").write_text("junk", encoding="utf-8")
    return {
        "none": str(tmp_path / "gone.key"),
        "junk": str(tmp_path / "junk.key"),
        "folder": str(tmp_path),
        "other": str(key_file(tmp_path / "other", OTHER_KEY)),
        "good": str(key_file(tmp_path / "good")),
    }


@pytest.mark.parametrize(
    ("told", "code", "words"),
    [
        (("1999", CANDIDATE, "张三", "good"), MISUSE, "is not a period"),
        (("2019", CANDIDATE, "张三", "good"), MISUSE, "Run `jixiao run 2019`"),
        (("2020", "annual-2020-x", "张三", "good"), MISUSE, "Run `jixiao run 2020`"),
        (("2020", CANDIDATE, "张三", "none"), MISUSE, "make one with `jixiao keygen FILE`"),
        (("2020", CANDIDATE, "张三", "junk"), MISUSE, "make one with `jixiao keygen FILE`"),
        (("2020", CANDIDATE, "张三", "folder"), MISUSE, "make one with `jixiao keygen FILE`"),
        (("2020", CANDIDATE, "张三", "other"), REFUSED, "signature is not that of '张三'"),
        (("2020", CANDIDATE, "王五", "good"), REFUSED, "does not admit '王五'"),
        (("2020", CANDIDATE, "", "good"), REFUSED, "does not admit ''"),
        (("2020", CANDIDATE, "张三", "good", "--type", "fnal"), MISUSE, "allowed: final, revision, correction"),
        (("2020", CANDIDATE, "张三", "good", "--type", "provisional"), MISUSE, "is no type that is signed"),
    ],
)  # fmt: skip
def test_approve(said: Said, keys: dict[str, str], told: tuple[str, ...], code: int, words: str) -> None:
    year, name, by, key, *more = told
    found = said("approve", year, name, "--as", by, "--key", keys[key], *more)
    assert found[0] == code, found
    assert words in found[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("rollback", "2020", "nope", "--as", "张三", "--reason", "更正有误"), "is no earlier release of 2020"),
        (("rollback", "2020X", "nope", "--as", "张三", "--reason", "更正有误"), "is not a period"),
        (("rollback", "2018", "nope", "--as", "张三", "--reason", "更正有误"), "There are: none"),
        (("rollback", "2020", CANDIDATE, "--as", " ", "--reason", "更正有误"), "--as NAME --reason TEXT"),
        (("verify", "20x"), "is not a period"),
        (("verify", "2018"), "there is nothing to verify"),
        (("export", "2018", "--to", "postgresql://u@h/d"), "jixiao run 2018"),
        (("extract", "2018", "--to", "{place}"), "jixiao run 2018"),
        (("extract", "2020", "--to", "{place}", "--unit", "350199"), "7 more"),
        (("extract", "2020", "--to", "{file}"), "Name another place"),
        (("history", "--to", "{file}/history.duckdb"), "Name another place"),
        (("history", "--to", "{place}"), "Name another place"),
        (("keygen", "{file}/own.key"), "Name another place"),
        (("keygen", "{file}"), "never overwritten"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(said: Said, tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    (tmp_path / "place").mkdir()
    named = {"file": str(tmp_path / "file"), "place": str(tmp_path / "place")}
    code, told = said(*(word.format(**named) for word in arguments))
    assert code == MISUSE, told
    assert words in told
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"
    assert not list((tmp_path / "place").iterdir())
