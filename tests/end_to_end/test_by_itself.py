"""When everything is accepted a year's candidate is computed and judged by itself, once, and nothing is published."""

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

from orchestration import pipeline
from orchestration.contracts import Contracts, load_contracts
from orchestration.evaluation.candidates import latest_candidate
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY, Workspace
from orchestration.readiness import Ready, Waiting, readiness
from tests.end_to_end.conftest import RUN_AT, Runner

NOW = dt.datetime.fromisoformat(RUN_AT)
YEAR = Period(2019)


@pytest.fixture(scope="module")
def contracts() -> Contracts:
    return load_contracts(REPOSITORY / "raw")


@pytest.fixture
def city(landed_sample: Workspace, tmp_path: Path) -> Workspace:
    """The sample landed, with folders of its own, and the answers to queries not received yet."""
    warehouse = tmp_path / "warehouse"
    shutil.copytree(landed_sample.warehouse, warehouse, copy_function=os.link, symlinks=True)
    shutil.copytree(REPOSITORY / "raw", tmp_path / "raw")
    return Workspace(tmp_path / "raw", warehouse)


def told(city: Workspace, contracts: Contracts) -> dict[tuple[str, str], Ready | Waiting]:
    return {(one.kind, one.period.code): one for one in readiness(city, contracts, now=NOW)}


def test_a_candidate_is_computed_once_all_is_received_and_never_published(
    city: Workspace, contracts: Contracts
) -> None:
    first = told(city, contracts)["annual", "2019"]
    assert isinstance(first, Waiting)
    assert "疑问答复.xlsx" in first.reason_zh
    for period in {*pipeline.stray_periods(city, YEAR), *pipeline.stray_periods(city, Period(2020))}:
        pipeline.receive_unassigned(city, contracts, period, now=NOW)

    ready = told(city, contracts)
    assert isinstance(ready["annual", "2019"], Ready)
    assert isinstance(ready["monitoring", "2020Q4"], Ready)
    later = ready["annual", "2020"]
    assert isinstance(later, Waiting)
    assert "2019" in later.reason_zh

    outcome = Runner(city).launch("annual_candidate_job", "2019")
    assert outcome.success, (outcome.messages, outcome.faults)
    build = latest_candidate(city, "annual", YEAR)
    assert build is not None
    verdicts = pipeline.read_verdicts(build)
    assert verdicts is not None
    assert verdicts["passed"]
    assert not city.current("annual", YEAR).exists()
    assert ("annual", "2019") not in told(city, contracts)

    waiting = city.raw / "finance" / "2019" / "2019年一般公共预算执行情况（补）.csv"
    waiting.write_bytes(b"x")
    assert ("annual", "2019") not in told(city, contracts), (
        "its inputs were judged; the new file is not received"
    )
    next(city.raw.glob("efficiency_office/2020/*方案*")).unlink()
    assert ("annual", "2020") in told(city, contracts), "what was accepted holds until it is replaced"
