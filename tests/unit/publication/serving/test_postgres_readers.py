"""Readers in a loop while releases are switched: never an error, and in a transaction or a statement never a mixture."""

import json
import subprocess
import sys
from pathlib import Path

from orchestration.foundation.workspace import REPOSITORY
from orchestration.publication import Release
from orchestration.publication.serving import export_release, target_of
from tests.unit.publication.candidates import NOW

SWITCHES = 30
# One transaction that reads several views one after the other, and one statement over several, as dashboards do.
READER = """
import json, sys, time
from pathlib import Path
import psycopg

url, stop = sys.argv[1], Path(sys.argv[2])
views = ["jixiao_2020.fct_unit_result", "jixiao.dim_unit", "jixiao_2020.meta_release", "jixiao.fct_unit_result"]
union = " union ".join(f"select release_id from {view}" for view in reversed(views))
seen = {}
with psycopg.connect(url, autocommit=True) as connection:
    connection.execute("set role jixiao_reader")
    while not stop.exists():
        with connection.transaction():
            found = {row[0] for view in views for row in connection.execute(f"select release_id from {view}").fetchall()}
        assert len(found) == 1, f"a mixture of {found}"
        seen[found.pop()] = True
        found = connection.execute(union).fetchall()
        assert len(found) == 1, f"a mixture of {found}"
        seen[found[0][0]] = True
        time.sleep(0.02)
print(json.dumps(sorted(seen)))
"""


def test_readers_see_one_release_at_a_time(
    first: Release, second: Release, database: str, tmp_path: Path
) -> None:
    stop, target = tmp_path / "stop", target_of(database)
    export_release(first, target, year=2020, now=NOW)
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, database, str(stop)],
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    try:
        for number in range(SWITCHES):
            done = export_release((second, first)[number % 2], target, year=2020, now=NOW)
            assert done.is_switched
    finally:
        stop.touch()
    for reader in readers:
        told, trace = reader.communicate(timeout=60)
        assert reader.returncode == 0, trace
        assert json.loads(told) == sorted([first.release_id, second.release_id]), "it has to have met both"
