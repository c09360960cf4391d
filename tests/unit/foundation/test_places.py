"""What lies in `raw/` is found again by the place that its receipt tells, whatever its name holds."""

from pathlib import Path

import pytest

from orchestration.foundation.places import dropped_at, shown_place
from orchestration.foundation.workspace import Workspace

NAMES = ["2020年执行情况.csv", "a\u200bb.csv", b"\xff\xfe.csv".decode(errors="surrogateescape"), "长" * 80]


@pytest.mark.parametrize("name", NAMES)
def test_what_lies_there_is_found_by_its_place(tmp_path: Path, name: str) -> None:
    workspace = Workspace(tmp_path / "raw", tmp_path / "warehouse")
    path = workspace.raw / "finance" / "2020" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    place = shown_place(workspace, path)
    assert place.encode()
    assert dropped_at(workspace, place) == path
    path.unlink()
    assert dropped_at(workspace, place) is None
