"""Readers while releases change: never an error, a mixture or a missing table; and of two publishers at once, one wins."""

import json
import subprocess
import sys
from pathlib import Path

from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY, Workspace
from orchestration.publication import current_release, publish, releases, verify
from orchestration.publication.standing import alone, make_current
from tests.unit.publication.candidates import NOW

FLIPS = 200
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
PUBLISHER = """
import sys
from pathlib import Path
from orchestration.foundation.errors import Refused
from orchestration.foundation.workspace import Workspace
from orchestration.publication import publish
from tests.unit.publication.candidates import NOW

warehouse, build, go = map(Path, sys.argv[1:])
while not go.exists():
    pass
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
    ids = [publish(workspace, one, now=NOW).release_id for one in (build, later_build)]
    folder, stop = workspace.published("annual", Period(2020)), tmp_path / "stop"
    reader = _process(READER, folder / "current", stop)
    with alone(folder):
        for number in range(FLIPS):
            make_current(folder, ids[number % 2])
            if reader.poll() is None:
                # Flips are spread over the reader's looks, so that most of them fall into one.
                subprocess.run(["sleep", "0.02"], check=True)
    stop.touch()
    told, trace = reader.communicate(timeout=120)
    assert reader.returncode == 0, trace
    assert set(json.loads(told)) == set(ids), "the reader has to have met both"


def test_of_two_publishers_at_once_one_wins_and_the_other_says_so(
    workspace: Workspace, build: Path, later_build: Path, tmp_path: Path
) -> None:
    go = tmp_path / "go"
    both = [_process(PUBLISHER, workspace.warehouse, one, go) for one in (build, later_build)]
    go.touch()
    ends = [one.wait(timeout=120) for one in both]
    chain = releases(workspace, "annual", Period(2020))
    assert set(ends) <= {0, 3}, ends
    assert len(chain) == ends.count(0) >= 1
    assert current_release(workspace, "annual", Period(2020)) == chain[-1]
    assert verify(workspace) == (len(chain), [])
