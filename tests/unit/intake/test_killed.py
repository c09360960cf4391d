"""Killed at any instant and started again, intake ends where it would have ended, and nobody ever sees half of a submission."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from orchestration.foundation.hashing import sha256_file
from orchestration.foundation.workspace import REPOSITORY
from tests.unit.intake.killed import SCENARIOS, state
from tests.unit.intake.workshop import Workshop

FEWEST_INSTANTS = 10


def run(*arguments: str) -> Any:
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_death_before_any_change_to_the_disk_changes_nothing(tmp_path: Path, scenario: str) -> None:
    told = run("tests.unit.intake.killed", str(tmp_path), scenario)
    end, first = told["undisturbed"]["after"], told["undisturbed"]["before"]
    assert first == end
    assert len(told["deaths"]) >= FEWEST_INSTANTS
    for number, death in enumerate(told["deaths"]):
        whole = [receipt for receipt in death["before"]["receipts"] if receipt not in end["receipts"]]
        assert not whole, f"after death {number} a receipt was seen that is none"
        assert death["before"]["latest"] in (None, end["latest"]), number
        assert death["after"] == end, number
        assert death["state"] == told["undisturbed"]["state"], number


def test_a_process_that_is_killed_now_and_then_loses_nothing(tmp_path: Path) -> None:
    """The whole thing, with the process in which files are opened, killed after a random while (the seed is fixed)."""
    undisturbed = Workshop(tmp_path / "undisturbed")
    undisturbed.register()
    shutil.copytree(tmp_path / "undisturbed", tmp_path / "killed")
    undisturbed.receive(undisturbed.payments())
    workshop, chance = Workshop(tmp_path / "killed"), random.Random(7)  # noqa: S311
    path = workshop.payments()
    command = [sys.executable, "-m", "tests.unit.intake.measured", str(path)]
    for _ in range(6):
        process = subprocess.Popen(
            command, cwd=REPOSITORY, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        time.sleep(chance.uniform(0.8, 3.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    workshop.receive(path)
    assert state(workshop) == state(undisturbed)
    assert workshop.workspace.received(sha256_file(path)).is_file()


def test_a_file_that_grows_while_it_is_read_is_kept_and_judged_as_one_thing(workshop: Workshop) -> None:
    path = workshop.payments()
    lines = f"f = open({str(path)!r}, 'ab', 0)\nfor _ in range(5_000): f.write(b'350102,x\\n' * 1000)"
    writer = subprocess.Popen([sys.executable, "-c", lines])
    try:
        for _ in range(5):
            receipt = workshop.receive(path)
            kept = workshop.workspace.received(receipt.file["sha256"])
            assert sha256_file(kept) == receipt.file["sha256"]
            assert kept.stat().st_size == receipt.file["bytes"]
    finally:
        writer.kill()
        writer.wait()
