"""The roads to a release: Dagster's asset as the UI starts it, a backfill that Dagster's own daemon works off, a direct call.

Each takes a workspace, the candidate's folder and a type of release, and returns the words of the refusal, or None when it has published.
"""

import logging
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
from dagster._core.execution.backfill import PartitionBackfill
from dagster._core.remote_origin import InProcessCodeLocationOrigin
from dagster._core.test_utils import create_test_daemon_workspace_context
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import InProcessWorkspaceLoadTarget
from dagster._daemon.backfill import execute_backfill_iteration

from orchestration.definitions import defs
from orchestration.defs.publication import RELEASE_KEY
from orchestration.foundation.errors import Refused
from orchestration.foundation.workspace import Workspace
from orchestration.publication import publish
from tests.unit.publication.candidates import NOW

Road = Callable[[Workspace, Path, str], str | None]
NAMES = ("asset", "backfill", "call")
YEAR = "2020"
MOST_ROUNDS = 20


def _config(release_type: str) -> dict[str, Any]:
    return {"ops": {"annual_release": {"config": {"release_type": release_type}}}}


def _refusals(events: Iterable[dg.DagsterEvent]) -> str:
    """Return what the failed steps told the user; a fault of ours is no refusal and fails the test."""
    failed = [event.step_failure_data for event in events if event.is_step_failure]
    assert failed, "it failed outside of its step"
    assert all(one.user_failure_data for one in failed), failed
    return "\n".join(str(one.user_failure_data.description) for one in failed if one.user_failure_data)


@contextmanager
def _environment(workspace: Workspace) -> Iterator[None]:
    """Have the definitions work on a workspace; they are composed once, and read their folders at each run."""
    os.environ |= {"JIXIAO_RAW": str(workspace.raw), "JIXIAO_WAREHOUSE": str(workspace.warehouse)}
    try:
        yield
    finally:
        del os.environ["JIXIAO_RAW"], os.environ["JIXIAO_WAREHOUSE"]


def by_asset(workspace: Workspace, _: Path, release_type: str) -> str | None:
    """Materialise the release's asset on its own."""
    with _environment(workspace):
        result = defs.resolve_implicit_global_asset_job_def().execute_in_process(
            asset_selection=[RELEASE_KEY],
            partition_key=YEAR,
            instance=dg.DagsterInstance.ephemeral(),
            raise_on_error=False,
            run_config=_config(release_type),
        )
    return None if result.success else _refusals(result.all_events)


def by_call(workspace: Workspace, build: Path, release_type: str) -> str | None:
    """Call `publish`."""
    try:
        publish(workspace, build, now=NOW, release_type=release_type)
    except Refused as refusal:
        return refusal.message_en
    return None


@contextmanager
def backfilling() -> Iterator[Road]:
    """Yield the road by backfill: what the UI requests, worked off by the daemon's own loop over the real entry point."""
    code = LoadableTargetOrigin(
        executable_path=sys.executable, module_name="orchestration.definitions", attribute="defs"
    )
    target = InProcessWorkspaceLoadTarget(InProcessCodeLocationOrigin(code, location_name="jixiao"))
    with (
        dg.instance_for_test(synchronous_run_coordinator=True, synchronous_run_launcher=True) as instance,
        create_test_daemon_workspace_context(target, instance) as daemon,
    ):

        def take(workspace: Workspace, _: Path, release_type: str) -> str | None:
            with _environment(workspace):
                return _worked_off(instance, daemon, release_type)

        yield take


def _worked_off(
    instance: dg.DagsterInstance, daemon: WorkspaceProcessContext, release_type: str
) -> str | None:
    name = f"b{instance.get_runs_count()}"
    asked = PartitionBackfill.from_asset_partitions(
        backfill_id=name,
        asset_graph=daemon.create_request_context().asset_graph,
        partition_names=[YEAR],
        asset_selection=[RELEASE_KEY],
        backfill_timestamp=time.time(),
        tags={},
        dynamic_partitions_store=instance,
        all_partitions=False,
        title=None,
        description=None,
        run_config=_config(release_type),
    )
    instance.add_backfill(asked)
    for _ in range(MOST_ROUNDS):
        assert not [error for error in execute_backfill_iteration(daemon, logging.getLogger(name)) if error]
        status = instance.get_backfill(name).status.value  # type: ignore[union-attr]
        if status.startswith("COMPLETED"):
            break
    else:
        raise AssertionError(f"the backfill did not end: {status}")
    runs = [run for run in instance.get_runs() if run.tags.get("dagster/backfill") == name]
    assert len(runs) == 1, runs
    if status == "COMPLETED_SUCCESS":
        return None
    logs = instance.all_logs(runs[0].run_id)
    return _refusals(entry.dagster_event for entry in logs if entry.dagster_event)
