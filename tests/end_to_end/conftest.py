"""One published sample for all end-to-end tests: both years, through Dagster, in a warehouse of the session's own."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from orchestration.defs.build import build_defs
from orchestration.defs.launch import Outcome, run_job
from orchestration.defs.resources import ClockResource, WorkspaceResource
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY, Workspace

RECEIVED_AT = "2021-02-01T09:00:00+08:00"
RUN_AT = "2021-03-01T09:00:00+08:00"


class Runner:
    """Launches jobs over one workspace with a fixed clock, on an instance that leaves nothing behind."""

    def __init__(self, folders: Workspace, now: str = RUN_AT) -> None:
        self.folders = folders
        self.instance = dg.DagsterInstance.ephemeral()
        self.definitions = build_defs(
            {
                "workspace": WorkspaceResource(raw=str(folders.raw), warehouse=str(folders.warehouse)),
                "clock": ClockResource(fixed=now),
            }
        )

    def launch(self, job: str, *periods: str, config: Mapping[str, Any] | None = None) -> Outcome:
        """Run a job over one period or a range, its assets configured by name."""
        run_config = {"ops": {asset: {"config": told} for asset, told in (config or {}).items()}}
        codes = [Period.parse(code) for code in periods]
        return run_job(self.definitions, job, codes, self.instance, run_config)


def receive_all(folders: Workspace) -> None:
    """Receive the whole sample."""
    runner = Runner(folders, RECEIVED_AT)
    for job, first, last in (
        ("annual_intake", "2018", "2020"),
        ("quarterly_intake", "2018Q1", "2020Q4"),
    ):
        outcome = runner.launch(job, first, last)
        assert outcome.success, (outcome.messages, outcome.faults)


@pytest.fixture(scope="session")
def landed_sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample received, nothing evaluated."""
    folders = Workspace(REPOSITORY / "raw", tmp_path_factory.mktemp("landed") / "warehouse")
    receive_all(folders)
    return folders


@pytest.fixture(scope="session")
def published_sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample received and both years published."""
    folders = Workspace(REPOSITORY / "raw", tmp_path_factory.mktemp("published") / "warehouse")
    receive_all(folders)
    runner = Runner(folders)
    for year in ("2019", "2020"):
        outcome = runner.launch("annual_evaluation", year)
        assert outcome.success, (outcome.messages, outcome.faults)
    return folders


@pytest.fixture
def now() -> dt.datetime:
    """The fixed time of the session's runs."""
    return dt.datetime.fromisoformat(RUN_AT)


@pytest.fixture
def release_2020(published_sample: Workspace) -> Path:
    """The folder of the published year 2020."""
    return published_sample.current("annual", Period(2020)).resolve()
