"""A folder or file appears whole or not at all."""

import json
from pathlib import Path

import pytest

from orchestration.foundation.atomic import new_folder, write_json, write_text


def test_a_folder_appears_when_the_block_ends(tmp_path: Path) -> None:
    final = tmp_path / "a" / "b"
    with new_folder(final) as folder:
        (folder / "x.txt").write_text("x")
        assert not final.exists()
    assert [path.name for path in final.iterdir()] == ["x.txt"]


def test_a_failed_block_leaves_nothing_behind(tmp_path: Path) -> None:
    def write_half() -> None:
        with new_folder(tmp_path / "final") as folder:
            (folder / "half").write_text("h")
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        write_half()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_another_process_made_meanwhile_stands(tmp_path: Path) -> None:
    final = tmp_path / "final"
    with new_folder(final) as folder:
        (folder / "ours").write_text("o")
        final.mkdir()
        (final / "theirs").write_text("t")
    assert [path.name for path in final.iterdir()] == ["theirs"]
    assert [path.name for path in tmp_path.iterdir()] == ["final"]


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    write_text(tmp_path / "deep" / "f.txt", "旧")
    write_text(tmp_path / "deep" / "f.txt", "新")
    assert (tmp_path / "deep" / "f.txt").read_text(encoding="utf-8") == "新"
    assert len(list((tmp_path / "deep").iterdir())) == 1


def test_json_keeps_chinese_readable(tmp_path: Path) -> None:
    write_json(tmp_path / "f.json", {"名": "绩效"})
    assert "绩效" in (tmp_path / "f.json").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "f.json").read_text(encoding="utf-8")) == {"名": "绩效"}
