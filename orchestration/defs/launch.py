"""Runs the jobs in this process for the command line: the same jobs that the UI launches, with their runs on record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import dagster as dg

from orchestration.defs.partitions import key_of
from orchestration.foundation.periods import Period

RANGE_START_TAG = "dagster/asset_partition_range_start"
RANGE_END_TAG = "dagster/asset_partition_range_end"
QUIET_LOGGERS = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True)
class Outcome:
    """How a job ended.

    Attributes:
        success: Whether every step succeeded and no blocking check failed.
        token: The name under which the run's build can be found.
        messages: Words for the user from failed steps.
        faults: Errors of ours, with their trace.
        exit_code: 0, or what the failure asks for.
    """

    success: bool
    token: str
    messages: tuple[str, ...]
    faults: tuple[str, ...]
    exit_code: int


def _failure(event: dg.DagsterEvent) -> tuple[str | None, str | None, int]:
    """Return (words for the user, a fault of ours, exit code) of a failed step."""
    data = event.step_failure_data
    if data.user_failure_data is not None:
        code = data.user_failure_data.metadata.get("exit_code")
        asked = code.value if isinstance(code, dg.IntMetadataValue) else None
        return data.user_failure_data.description, None, 1 if asked is None else asked
    if data.error is not None and data.error.cls_name == "DagsterAssetCheckFailedError":
        return None, None, 3
    return None, data.error.to_string() if data.error else "unknown", 1


def _outcome(result: dg.ExecuteInProcessResult) -> Outcome:
    failures = [_failure(event) for event in result.all_events if event.is_step_failure]
    messages = tuple(words for words, _, _ in failures if words)
    faults = tuple(fault for _, fault, _ in failures if fault)
    code = 0 if result.success else (1 if faults else max((c for _, _, c in failures), default=3))
    return Outcome(result.success, result.run_id[:8], messages, faults, code)


def run_job(
    definitions: dg.Definitions,
    name: str,
    periods: Sequence[Period],
    instance: dg.DagsterInstance,
    run_config: Mapping[str, Any] | None = None,
) -> Outcome:
    """Run a job over one period, or over a range of periods in one run.

    Args:
        definitions: The graph with its resources.
        name: The job.
        periods: First and last are what counts; the job's assets take the whole range.
        instance: Where the run goes on record.
        run_config: Configuration of single assets.
    """
    job = definitions.resolve_job_def(name)
    first, last = key_of(periods[0]), key_of(periods[-1])
    where: dict[str, Any] = {"partition_key": first}
    if first != last:
        where = {"tags": {RANGE_START_TAG: first, RANGE_END_TAG: last}}
    result = job.execute_in_process(
        instance=instance, raise_on_error=False, run_config={**QUIET_LOGGERS, **(run_config or {})}, **where
    )
    return _outcome(result)
