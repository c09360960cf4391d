"""A process that dies, for good, before a change on the disk leaves one whole release; the same call again ends what it began.

`JIXIAO_DEATHS_STEP=1` has it die before every change (some ten minutes); usually it is every seventh.
"""

import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.foundation.workspace import REPOSITORY, Workspace
from orchestration.publication import publish
from tests.unit.publication.candidates import NOW
from tests.unit.publication.signers import key_file

pytestmark = pytest.mark.usefixtures("quick_database")
STEP = {"publish": 7, "sign": 7, "rollback": 1}
FEWEST = 3


@pytest.mark.parametrize("action", STEP)
def test_a_death_before_any_change_is_survived(
    action: str, signable: Path, signable_later: Path, written_database: Path, tmp_path: Path
) -> None:
    prepared = tmp_path / "prepared"
    workspace = Workspace(prepared / "raw", prepared / "warehouse")
    old = publish(workspace, signable, now=NOW).release_id
    build = signable_later
    if action == "rollback":
        (prepared / "target").write_text(old, encoding="utf-8")
        old = publish(workspace, signable_later, now=NOW).release_id
    shutil.copytree(build, prepared / "build")
    key_file(prepared)
    work = tmp_path / "work"
    work.mkdir()
    step = os.environ.get("JIXIAO_DEATHS_STEP", str(STEP[action]))
    command = [sys.executable, "-m", "tests.unit.publication.dying", action, str(prepared), str(work), str(written_database), old, step]  # fmt: skip
    done = subprocess.run(
        command, cwd=REPOSITORY, env={**os.environ}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    survived = int(done.stdout)
    logging.getLogger(__name__).info("%s: %d deaths survived", action, survived)
    assert survived >= FEWEST
