"""A publication that dies at any step leaves the old release current and whole, and the next run carries on."""

import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.foundation import atomic
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY, Workspace
from orchestration.publication import current_release, publish, publishing, releases
from tests.unit.publication.candidates import NOW
from tests.unit.publication.snapshots import snapshot

pytestmark = pytest.mark.usefixtures("quick_database")
YEAR = Period(2020)
STEPS = (
    "_copy_tables",
    "write_database",
    "write_site",
    "release_manifest",
    "write_json",
    "load_release",
    "append_entry",
    "make_current",
)
# A process of its own that is ended without any clean-up, as by a power cut, when it reaches the step.
VICTIM = """
import os, sys
from pathlib import Path
from orchestration.foundation.workspace import Workspace
from orchestration.publication import publishing
from tests.unit.publication.candidates import NOW

step, moment, warehouse, build = sys.argv[1:]
real = getattr(publishing, step)
def die(*arguments, **named):
    if moment == "after":
        real(*arguments, **named)
    os._exit(9)
setattr(publishing, step, die)
publishing.publish(Workspace(Path("raw"), Path(warehouse)), Path(build), now=NOW)
"""


class Killed(BaseException):
    """Stands for the end of the process."""


def _whole(workspace: Workspace) -> str:
    """Return the id of the current release after making sure that it is whole."""
    release = current_release(workspace, "annual", YEAR)
    assert release is not None
    assert release.damaged_files() == []
    return release.release_id


def _carries_on(workspace: Workspace, later_build: Path) -> None:
    release = publish(workspace, later_build, now=NOW)
    assert _whole(workspace) == release.release_id
    folder = workspace.published("annual", YEAR)
    assert sorted(p.name for p in folder.iterdir()) == [
        "annual-2020-000000000001",
        "annual-2020-000000000002",
        "current",
        "journal.jsonl",
    ]
    assert [r.sequence for r in releases(workspace, "annual", YEAR)] == [1, 2]


@pytest.mark.parametrize("point", [(step, moment) for step in STEPS for moment in ("before", "after")])
def test_an_exception_at_a_step_leaves_the_old_release(
    workspace: Workspace,
    build: Path,
    later_build: Path,
    monkeypatch: pytest.MonkeyPatch,
    point: tuple[str, str],
) -> None:
    step, moment = point
    old = publish(workspace, build, now=NOW)
    real = getattr(publishing, step)

    def die(*arguments: object, **named: object) -> None:
        if moment == "after":
            real(*arguments, **named)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(publishing, step, die)
        with pytest.raises(Killed):
            publish(workspace, later_build, now=NOW)
    flipped = point == ("make_current", "after")
    assert _whole(workspace) == ("annual-2020-000000000002" if flipped else old.release_id)
    assert not list(workspace.published("annual", YEAR).glob(".*"))
    _carries_on(workspace, later_build)


def test_an_exception_at_any_flush_to_disk_leaves_a_whole_release(
    workspace: Workspace, build: Path, later_build: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(workspace, build, now=NOW)
    real, survived = atomic.os.fsync, 0
    for number in range(1, 200):
        left = number

        def fsync(handle: int) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise Killed
            real(handle)

        with monkeypatch.context() as patch:
            patch.setattr(atomic.os, "fsync", fsync)
            try:
                publish(workspace, later_build, now=NOW)
                break
            except Killed:
                survived += 1
        _whole(workspace)
    assert survived > 15
    _carries_on(workspace, later_build)


@pytest.mark.parametrize(
    ("step", "moment"), [("write_database", "after"), ("write_json", "after"), ("make_current", "before")]
)
def test_a_power_cut_leaves_the_old_release_and_what_it_left_is_swept(
    workspace: Workspace, build: Path, later_build: Path, step: str, moment: str
) -> None:
    old = publish(workspace, build, now=NOW)
    before = snapshot(old.folder)
    arguments = [step, moment, str(workspace.warehouse), str(later_build)]
    victim = subprocess.run([sys.executable, "-c", VICTIM, *arguments], cwd=REPOSITORY, check=False)
    assert victim.returncode == 9
    assert _whole(workspace) == old.release_id
    assert snapshot(old.folder) == before
    _carries_on(workspace, later_build)


def test_a_link_that_a_killed_flip_left_is_swept(
    workspace: Workspace, build: Path, later_build: Path
) -> None:
    publish(workspace, build, now=NOW)
    (workspace.published("annual", YEAR) / ".current.tmp").symlink_to("nowhere")
    _carries_on(workspace, later_build)
