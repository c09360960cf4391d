"""Whatever a file does to whoever opens it, it gets a clear answer within its share of memory and time, and nothing of it lands."""

import json
import subprocess
import sys
from typing import Any

import pytest

from orchestration.foundation.workspace import REPOSITORY
from orchestration.intake.chamber import LIMITS
from tests.unit.intake.hostile import HOSTILE

# Generous: the machine that runs the tests may be busy with others. The slowest took 9 s on two cores.
MOST_SECONDS = 120
# The process that asks holds no file: its libraries, and the receipts.
MOST_ASKING_MIB = 512


def run(*arguments: str) -> str:
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every hostile file received once, in one process."""
    paths = run("tests.unit.intake.hostile", str(tmp_path_factory.mktemp("hostile"))).splitlines()
    told: dict[str, Any] = json.loads(run("tests.unit.intake.measured", *paths))
    assert list(told["files"]) == paths
    return {**told, "by_name": dict(zip(HOSTILE, told["files"].values(), strict=True))}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered_and_lands_nothing(outcome: dict[str, Any], name: str) -> None:
    hostile, took = HOSTILE[name], outcome["by_name"][name]
    assert took["fault"] is None
    assert took["status"] == ("refused" if hostile.rules else "accepted"), took["rules"]
    assert set(took["rules"]) <= hostile.rules
    assert took["landed"] == (0 if hostile.rules else 1)
    assert took["left"] == 0
    assert took["kept"] == took["bytes"]
    assert took["seconds"] < MOST_SECONDS


def test_all_of_them_stay_within_their_share_of_memory(outcome: dict[str, Any]) -> None:
    assert outcome["opening"] <= LIMITS.memory_mib
    assert outcome["asking"] < MOST_ASKING_MIB
