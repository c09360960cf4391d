"""What `jixiao export` says when the database can't be used: a clear message and exit 2, no traceback, never the password."""

import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from orchestration.cli import main
from orchestration.foundation.workspace import Workspace
from orchestration.publication import Release
from tests.unit.publication.serving.server import PASSWORD, free_port

Said = Callable[..., tuple[int, str]]


def _jixiao(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str
) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["jixiao", *arguments, "--warehouse", str(workspace.warehouse)])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    text = said.out + said.err
    assert "Traceback" not in text
    assert PASSWORD not in text
    return int(ended.value.code or 0), text


@pytest.fixture
def said(
    workspace: Workspace, first: Release, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Said:
    """Run `jixiao export 2020` to an address, with more arguments."""
    return lambda url, *more: _jixiao(workspace, capsys, monkeypatch, "export", "2020", "--to", url, *more)


def test_what_was_served_and_that_nothing_is_new(said: Said, database: str) -> None:
    code, text = said(database)
    assert (code, "annual_2020_000000000001" in text) == (0, True)
    code, text = said(database)
    assert (code, "nothing new" in text) == (0, True)


def test_a_refused_connection(said: Said) -> None:
    port = free_port()
    code, text = said(f"postgresql://owner:{PASSWORD}@127.0.0.1:{port}/postgres")
    assert code == 2
    assert f"owner@127.0.0.1:{port}/postgres" in text
    assert "无法连接" in text


def test_a_wrong_password(said: Said, database: str) -> None:
    code, text = said(database.replace(PASSWORD, "falsch-geheim"))
    assert (code, "falsch-geheim" in text) == (2, False)
    assert "password authentication failed" in text


def test_a_database_that_is_not_there(said: Said, database: str) -> None:
    code, text = said(database + "x")
    assert code == 2
    assert "does not exist" in text


@pytest.mark.parametrize("url", [f"mysql://u:{PASSWORD}@h/d", f"postgresql://u:{PASSWORD}@h/d?wrong=1"])
def test_no_address_of_a_database(said: Said, url: str) -> None:
    code, text = said(url)
    assert code == 2
    assert "postgresql://USER@HOST:PORT/DATABASE" in text


def test_a_role_without_rights(said: Said, database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"create role weak login password '{PASSWORD}'")
    code, text = said(database.replace("owner:", "weak:"))
    assert code == 2
    assert "权限不足" in text


def test_nothing_would_be_kept(said: Said, database: str) -> None:
    code, text = said(database, "--keep", "0")
    assert (code, "--keep" in text) == (2, True)


def test_a_year_that_was_not_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = Workspace(tmp_path / "raw", tmp_path / "empty")
    code, text = _jixiao(empty, capsys, monkeypatch, "export", "2020", "--to", "postgresql://h/d")
    assert (code, "尚无发布结果" in text) == (2, True)
