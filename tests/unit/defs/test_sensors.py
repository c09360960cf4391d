"""What the sensors ask for: one run per period and set of inputs, and never the publication of a year."""

import datetime as dt
import shutil
from pathlib import Path

import dagster as dg
import pytest

from orchestration.defs import arrival
from orchestration.defs.arrival import READY_JOBS, requests
from orchestration.defs.build import build_defs
from orchestration.defs.intake import landing_key
from orchestration.defs.publication import RELEASE_KEY
from orchestration.defs.resources import ClockResource, WorkspaceResource
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY
from orchestration.intake import Arrival
from orchestration.readiness import Ready, Waiting

NOW = dt.datetime(2021, 3, 2, tzinfo=dt.UTC)
RAW = REPOSITORY / "raw"
REGISTER = "efficiency_office/2020/2020年考评单位名录.xlsx"


@pytest.fixture(scope="module")
def definitions() -> dg.Definitions:
    return build_defs()


@pytest.fixture
def city(tmp_path: Path) -> WorkspaceResource:
    """Folders with one file: the register of 2020."""
    path = tmp_path / "raw" / REGISTER
    path.parent.mkdir(parents=True)
    shutil.copy(RAW / REGISTER, path)
    return WorkspaceResource(raw=str(tmp_path / "raw"), warehouse=str(tmp_path / "warehouse"))


def tick(
    definitions: dg.Definitions,
    name: str,
    city: WorkspaceResource,
    instance: dg.DagsterInstance,
    cursor: str | None = None,
) -> dg.SensorResult:
    sensor = definitions.get_repository_def().get_sensor_def(name)
    resources = {"workspace": city, "clock": ClockResource(fixed=NOW.isoformat())}
    with dg.build_sensor_context(
        instance=instance, cursor=cursor, resources=resources, repository_def=definitions.get_repository_def()
    ) as context:
        result = sensor(context)
    assert isinstance(result, dg.SensorResult)
    return result


def test_both_sensors_are_on_by_default(definitions: dg.Definitions) -> None:
    for name in ("arrival_sensor", "readiness_sensor"):
        assert (
            definitions.get_repository_def().get_sensor_def(name).default_status
            == dg.DefaultSensorStatus.RUNNING
        )


def test_a_new_file_is_asked_for_once_it_lies_still(
    definitions: dg.Definitions, city: WorkspaceResource
) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        first = tick(definitions, "arrival_sensor", city, instance)
        assert not first.run_requests
        assert "1 waiting" in str(first.skip_reason)
        second = tick(definitions, "arrival_sensor", city, instance, first.cursor)
        [request] = second.run_requests or ()
        assert (request.job_name, request.partition_key) == ("annual_intake", "2020")
        assert request.asset_selection == [landing_key("efficiency_office", "unit_register")]
        job = definitions.get_repository_def().get_job(str(request.job_name))
        run = instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED)
        third = tick(definitions, "arrival_sensor", city, instance, second.cursor)
        assert not third.run_requests
        instance.delete_run(run.run_id)
        [again] = tick(definitions, "arrival_sensor", city, instance, third.cursor).run_requests or ()
        assert again.partition_key == request.partition_key, "a run that was lost is asked for once more"
        assert again.run_key != request.run_key


def test_what_is_asked_for_is_received_and_not_asked_for_again(city: WorkspaceResource) -> None:
    definitions = build_defs({"workspace": city, "clock": ClockResource(fixed=NOW.isoformat())})
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = tick(definitions, "arrival_sensor", city, instance).cursor
        result = tick(definitions, "arrival_sensor", city, instance, cursor)
        [request] = result.run_requests or ()
        job = definitions.get_repository_def().get_job(str(request.job_name))
        run = job.execute_in_process(
            instance=instance,
            partition_key=request.partition_key,
            asset_selection=request.asset_selection,
        )
        assert run.success
        again = tick(definitions, "arrival_sensor", city, instance)
        again = tick(definitions, "arrival_sensor", city, instance, again.cursor)
        assert not again.run_requests
        assert "1 known" in str(again.skip_reason)


def one(period: str, dataset: str | None = "payments", mark: str = "a") -> Arrival:
    return Arrival("finance", Period.parse(period), dataset, mark)


@pytest.mark.parametrize(
    "place",
    [
        "efficiency_office/2020Q1/2020年考评单位名录.xlsx",
        b"finance/2020/\xff.csv".decode(errors="surrogateescape"),
    ],
)
def test_no_misplaced_or_oddly_named_file_stops_the_sensor(
    definitions: dg.Definitions, city: WorkspaceResource, place: str
) -> None:
    path = city.get().raw / place
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    (city.get().raw / REGISTER).unlink()
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = tick(definitions, "arrival_sensor", city, instance).cursor
        [request] = tick(definitions, "arrival_sensor", city, instance, cursor).run_requests or ()
    assert request.job_name == "receive_others"
    assert str(request.run_key).encode()


def test_files_of_one_period_come_in_one_run() -> None:
    first, second = list(requests([one("2020"), one("2020Q1"), one("2020", "organ_budget")], NOW))
    assert (first.partition_key, len(first.asset_selection or ())) == ("2020", 2)
    assert (second.job_name, second.partition_key) == ("quarterly_intake", "2020-01")


def test_a_run_key_is_that_of_its_files_in_any_order() -> None:
    both = [one("2020", mark="a"), one("2020", "organ_budget", "b")]
    [there], [back] = list(requests(both, NOW)), list(requests(both[::-1], NOW))
    [other] = list(requests([one("2020", mark="c"), both[1]], NOW))
    assert there.run_key == back.run_key != other.run_key


def test_what_carries_no_figures_and_what_has_no_partition_is_answered_by_the_other_job() -> None:
    for arrived in (one("2020", None), one("2016"), one("2031Q1")):
        [request] = list(requests([arrived], NOW))
        assert request.job_name == "receive_others"
        config = request.run_config["ops"]["receive_others_of_period"]["config"]
        assert config == {"period": arrived.period.code}


def test_files_are_answered_wherever_they_lie(definitions: dg.Definitions, city: WorkspaceResource) -> None:
    stray = city.get().raw / "finance" / "2016" / "随手记.docx"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"x")
    job = definitions.get_repository_def().get_job("receive_others")
    run = job.execute_in_process(
        run_config={"ops": {"receive_others_of_period": {"config": {"period": "2016"}}}},
        resources={"workspace": city, "clock": ClockResource(fixed=NOW.isoformat())},
    )
    assert run.success
    assert list(city.get().refused.glob("finance/2016/*/receipt.json"))


def test_readiness_asks_once_per_set_of_inputs_and_says_what_it_waits_for(
    definitions: dg.Definitions, city: WorkspaceResource, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [
        Ready("annual", Period(2020), "annual-2020-abc"),
        Ready("monitoring", Period(2020, 2), "monitoring-2020Q2-def"),
        Waiting("annual", Period(2021), "2020 must be published first.", "须先发布 2020 年结果。"),
    ]
    monkeypatch.setattr(arrival, "readiness", lambda *_, **__: found)
    with dg.DagsterInstance.ephemeral() as instance:
        annual, monitoring = tick(definitions, "readiness_sensor", city, instance).run_requests or ()
        assert (annual.job_name, annual.partition_key, annual.run_key) == (
            "annual_candidate_job",
            "2020",
            "annual-2020-abc",
        )
        assert (monitoring.job_name, monitoring.partition_key) == ("quarterly_monitoring", "2020-04")
        found[:] = found[2:]
        skipped = tick(definitions, "readiness_sensor", city, instance)
    assert "须先发布 2020 年结果" in str(skipped.skip_reason)


def test_while_intake_is_under_way_nothing_is_computed(
    definitions: dg.Definitions, city: WorkspaceResource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        arrival, "readiness", lambda *_, **__: [Ready("annual", Period(2020), "annual-2020-abc")]
    )
    job = definitions.get_repository_def().get_job("annual_intake")
    with dg.DagsterInstance.ephemeral() as instance:
        run = instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED)
        assert not tick(definitions, "readiness_sensor", city, instance).run_requests
        instance.delete_run(run.run_id)
        assert tick(definitions, "readiness_sensor", city, instance).run_requests


def test_no_sensor_can_publish_a_year(definitions: dg.Definitions) -> None:
    repository = definitions.get_repository_def()
    job = repository.get_job(READY_JOBS["annual"])
    assert RELEASE_KEY not in job.asset_layer.executable_asset_keys
    assert dg.AssetKey("annual_candidate") in job.asset_layer.executable_asset_keys
    targets = {
        target.job_name
        for name in ("arrival_sensor", "readiness_sensor")
        for target in definitions.get_repository_def().get_sensor_def(name).targets
    }
    assert "annual_evaluation" not in targets
