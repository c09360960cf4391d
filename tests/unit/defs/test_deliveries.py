"""Deliveries as an asset: page, reminders, and a check that tells but never blocks."""

import datetime as dt
import shutil
from pathlib import Path

import dagster as dg
import pytest

from orchestration.defs.build import build_defs
from orchestration.defs.deliveries import CHECK, DELIVERY_JOB
from orchestration.defs.resources import ClockResource, WorkspaceResource
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY

REGISTER = "efficiency_office/2020/2020年考评单位名录.xlsx"


@pytest.fixture
def city(tmp_path: Path) -> WorkspaceResource:
    path = tmp_path / "raw" / REGISTER
    path.parent.mkdir(parents=True)
    shutil.copy(REPOSITORY / "raw" / REGISTER, path)
    return WorkspaceResource(raw=str(tmp_path / "raw"), warehouse=str(tmp_path / "warehouse"))


@pytest.mark.parametrize(
    ("now", "passed"), [("2020-02-01T00:00:00+00:00", True), ("2021-03-02T00:00:00+00:00", False)]
)
def test_a_years_page_is_written_and_the_check_says_whether_all_is_in_order(
    city: WorkspaceResource, now: str, passed: bool
) -> None:
    definitions = build_defs({"workspace": city, "clock": ClockResource(fixed=now)})
    job = definitions.get_repository_def().get_job(DELIVERY_JOB)
    run = job.execute_in_process(partition_key="2020")
    assert run.success
    [check] = run.get_asset_check_evaluations()
    assert (check.check_name, check.passed, check.severity) == (CHECK, passed, dg.AssetCheckSeverity.WARN)
    metadata = run.asset_materializations_for_node("delivery_status")[0].metadata
    assert "公众评议问卷" in str(metadata["deliveries"].value)
    page = Path(str(metadata["page"].value))
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (str(metadata["reminders"].value) != "–") is not passed


def asked_for(city: WorkspaceResource, moment: dt.datetime) -> list[str | None]:
    """Return the years that the schedule asks for at a moment."""
    repository = build_defs().get_repository_def()
    schedule = repository.get_schedule_def("deliveries_schedule")
    assert schedule.default_status == dg.DefaultScheduleStatus.RUNNING
    with dg.build_schedule_context(
        scheduled_execution_time=moment, resources={"workspace": city}, repository_def=repository
    ) as context:
        return [request.partition_key for request in schedule.evaluate_tick(context).run_requests or ()]


@pytest.mark.parametrize(
    ("day", "years"), [((2020, 6, 1), ["2020"]), ((2021, 1, 5), ["2020"]), ((2022, 1, 5), [])]
)
def test_every_morning_each_open_year_is_looked_at(
    city: WorkspaceResource, day: tuple[int, int, int], years: list[str]
) -> None:
    assert asked_for(city, dt.datetime(*day, tzinfo=dt.UTC)) == years


def test_a_published_year_is_left_alone(city: WorkspaceResource) -> None:
    city.get().current("annual", Period(2020)).mkdir(parents=True)
    assert asked_for(city, dt.datetime(2021, 1, 5, tzinfo=dt.UTC)) == []
