"""Readers while releases change: never an error, a mixture or a missing table; and of two publishers at once, one wins."""

import json
import subprocess
import sys
import time
from pathlib import Path

from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY, Workspace
from orchestration.publication import current_release, publish, releases, rollback, verify
from orchestration.publication.standing import current_name
from tests.unit.publication.candidates import NOW

FLIPS, BUSY, MANY_LOOKS = 200, 3, 100_000
# Opens the database anew each time, as a dashboard does, and reads every table in one look.
READER = """
import json, sys
from pathlib import Path
import duckdb

current, stop = Path(sys.argv[1]), Path(sys.argv[2])
seen, looks = {}, 0
while not stop.exists() or looks < 3:
    with duckdb.connect(str(current / "mart.duckdb"), read_only=True) as connection:
        tables = [row[0] for row in connection.execute("show tables").fetchall()]
        ids = " union ".join(f"select release_id from {table}" for table in tables)
        found = [row[0] for row in connection.execute(ids).fetchall()]
    assert len(found) == 1, f"a mixture of {found}"
    folder = current.resolve()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["release_id"] == folder.name
    assert sorted(manifest["tables"]) == sorted(tables)
    seen[found[0]] = seen.get(found[0], 0) + 1
    looks += 1
print(json.dumps(seen))
"""
# Asks for nothing but whether there is a release, some hundred thousand times a second: a moment without one would not escape it.
SENTINEL = """
import os, sys

manifest, stop = os.path.join(sys.argv[1], "manifest.json"), sys.argv[2]
looks = 0
while not os.path.exists(stop):
    for _ in range(1000):
        os.stat(manifest)
    looks += 1000
print(looks)
"""
# Publishes and, where it is to hold, waits in the middle of its pages until it is let go on.
PUBLISHER = """
import sys, time
from pathlib import Path
from orchestration.foundation.errors import Refused
from orchestration.foundation.workspace import Workspace
from orchestration.publication import publish, publishing
from tests.unit.publication.candidates import NOW

warehouse, build, inside, go = map(Path, sys.argv[1:])
write_site = publishing.write_site
def wait(*arguments, **named):
    inside.touch()
    while not go.exists():
        time.sleep(0.01)
    return write_site(*arguments, **named)
publishing.write_site = wait
try:
    publish(Workspace(Path("raw"), warehouse), build, now=NOW)
except Refused as refusal:
    sys.exit(3 if "Another process" in refusal.message_en else 4)
"""


def _process(script: str, *arguments: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_a_reader_sees_one_whole_release_at_a_time_during_200_flips(
    workspace: Workspace, build: Path, later_build: Path, tmp_path: Path
) -> None:
    both = (build, later_build)
    ids = [publish(workspace, one, now=NOW).release_id for one in both]
    folder, stop = workspace.published("annual", Period(2020)), tmp_path / "stop"
    reader = _process(READER, folder / "current", stop)
    sentinel = _process(SENTINEL, folder / "current", stop)
    for number in range(FLIPS):
        # Two publications, then two rollbacks; each is a flip.
        target = ids[number % 2]
        if number % 4 < 2:
            assert publish(workspace, both[number % 2], now=NOW).release_id == target
        else:
            rollback(workspace, "annual", Period(2020), target, by="张三", reason="来回切换", now=NOW)
        assert current_name(folder) == target
    stop.touch()
    told, trace = reader.communicate(timeout=120)
    assert reader.returncode == 0, trace
    assert set(json.loads(told)) == set(ids), "the reader has to have met both"
    looks, trace = sentinel.communicate(timeout=120)
    assert sentinel.returncode == 0, trace
    assert int(looks) > MANY_LOOKS
    assert verify(workspace) == (2, [])


def test_of_two_publishers_at_once_one_wins_and_the_other_says_so(
    workspace: Workspace, build: Path, later_build: Path, tmp_path: Path
) -> None:
    inside, go = tmp_path / "inside", tmp_path / "go"
    first = _process(PUBLISHER, workspace.warehouse, build, inside, go)
    while not inside.exists():
        assert first.poll() is None, first.communicate()[1]
        time.sleep(0.01)
    second = _process(PUBLISHER, workspace.warehouse, later_build, tmp_path / "never", go)
    assert second.wait(timeout=120) == BUSY, second.communicate()[1]
    assert not (tmp_path / "never").exists()
    assert first.poll() is None
    go.touch()
    assert first.wait(timeout=120) == 0, first.communicate()[1]
    chain = releases(workspace, "annual", Period(2020))
    assert [release.folder.name for release in chain] == ["annual-2020-000000000001"]
    assert current_release(workspace, "annual", Period(2020)) == chain[0]
    assert verify(workspace) == (1, [])
