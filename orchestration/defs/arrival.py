"""Sensors: what arrives in the bureaus' folders is received, and what is complete is computed, by themselves.

They only look and ask for runs; publication of a year's results is never asked for here.
"""

import datetime as dt
import warnings
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import dagster as dg

from orchestration.contracts import Contracts
from orchestration.defs.intake import OTHERS_JOB, OTHERS_OP, landing_key
from orchestration.defs.partitions import key_of, partitions_for
from orchestration.defs.resources import ClockResource, WorkspaceResource
from orchestration.foundation.hashing import sha256_text
from orchestration.foundation.periods import Period
from orchestration.intake import Arrival, Seen, look
from orchestration.readiness import Ready, readiness

# The pinned version warns of its own copy of a sensor, which nobody gave owners.
warnings.filterwarnings("ignore", message=".*`owners`.*SensorDefinition.*", category=dg.BetaWarning)

EVERY_SECONDS = 30
INTAKE_JOBS = {"year": "annual_intake", "quarter": "quarterly_intake"}
READY_JOBS = {"annual": "annual_candidate_job", "monitoring": "quarterly_monitoring"}
UNFINISHED = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


def is_running(instance: dg.DagsterInstance, jobs: Iterable[str]) -> bool:
    """Whether a run of one of these jobs is waiting or under way."""
    return any(instance.get_runs_count(dg.RunsFilter(job_name=job, statuses=UNFINISHED)) for job in jobs)


def _has_partition(period: Period, now: dt.datetime) -> bool:
    return key_of(period) in partitions_for(period.kind).get_partition_keys(current_time=now)


def requests(arrivals: Sequence[Arrival], now: dt.datetime) -> Iterator[dg.RunRequest]:
    """Yield one run per period: of the assets of its datasets, or of the op that answers everything else."""
    by_period = sorted(arrivals, key=lambda one: (one.period, one.dataset is None))
    for (period, is_other), group in groupby(by_period, key=lambda one: (one.period, one.dataset is None)):
        own = list(group)
        tokens = "\n".join(sorted(f"{one.bureau}.{one.dataset}.{one.token}" for one in own))
        key = f"{period}:{sha256_text(tokens)[:16]}"
        tags = {"jixiao/period": period.code, "jixiao/files": str(len(own))}
        if is_other or not _has_partition(period, now):
            config = {"ops": {OTHERS_OP: {"config": {"period": period.code}}}}
            yield dg.RunRequest(run_key=f"others:{key}", job_name=OTHERS_JOB, run_config=config, tags=tags)
        else:
            keys = {landing_key(one.bureau, str(one.dataset)) for one in own}
            yield dg.RunRequest(
                run_key=f"intake:{key}",
                job_name=INTAKE_JOBS[period.kind],
                partition_key=key_of(period),
                asset_selection=sorted(keys),
                tags=tags,
            )


def arrival_sensor(contracts: Contracts, jobs: Sequence[Any]) -> dg.SensorDefinition:
    """Return the sensor that finds new files. Two looks half a minute apart must see the same size and time."""
    wanted = [*INTAKE_JOBS.values(), OTHERS_JOB]

    @dg.sensor(
        name="arrival_sensor",
        jobs=[job for job in jobs if job.name in wanted],
        minimum_interval_seconds=EVERY_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="收文：发现部门新报送的文件并启动收文。Finds what bureaus dropped and asks for its intake.",
    )
    def find_arrivals(
        context: dg.SensorEvaluationContext, workspace: WorkspaceResource, clock: ClockResource
    ) -> dg.SensorResult:
        before = Seen.parse(context.cursor)
        is_busy = is_running(context.instance, wanted)
        seen, arrivals = look(workspace.get(), contracts, before, is_busy=is_busy)
        asked = list(requests(arrivals, clock.now()))
        reason = (
            None
            if asked
            else f"没有新文件 nothing new; {len(seen.settled)} known, {len(seen.waiting)} waiting"
        )
        return dg.SensorResult(run_requests=asked, cursor=seen.as_text(), skip_reason=reason)

    return find_arrivals


def readiness_sensor(contracts: Contracts, jobs: Sequence[Any]) -> dg.SensorDefinition:
    """Return the sensor that starts the monitoring of a quarter, or a year's candidate, when everything required is accepted."""

    @dg.sensor(
        name="readiness_sensor",
        jobs=[job for job in jobs if job.name in READY_JOBS.values()],
        minimum_interval_seconds=EVERY_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="齐备即算：数据齐备后自动计算季度监测和年度候选结果，不发布年度结果。"
        "Computes monitoring and the annual candidate once everything is accepted; never publishes a year.",
    )
    def find_complete(
        context: dg.SensorEvaluationContext, workspace: WorkspaceResource, clock: ClockResource
    ) -> dg.SensorResult:
        if is_running(context.instance, [*INTAKE_JOBS.values(), OTHERS_JOB]):
            return dg.SensorResult(skip_reason="收文进行中 intake is under way")
        found = readiness(workspace.get(), contracts, now=clock.now())
        asked = [_build_request(one) for one in found if isinstance(one, Ready)]
        waiting = [
            f"{one.period} {one.kind}: {one.reason_zh} {one.reason_en}"
            for one in found
            if not isinstance(one, Ready)
        ]
        reason = None if asked else "\n".join(waiting) or "没有待计算的期别 nothing to compute"
        return dg.SensorResult(run_requests=asked, skip_reason=reason)

    return find_complete


def _build_request(ready: Ready) -> dg.RunRequest:
    return dg.RunRequest(
        run_key=ready.inputs,
        job_name=READY_JOBS[ready.kind],
        partition_key=key_of(ready.period),
        tags={"jixiao/period": ready.period.code},
    )
