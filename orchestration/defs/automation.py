"""Jobs and schedules. Schedules run in Shanghai's time; publication never starts from a declarative condition."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import dagster as dg

from orchestration.contracts import Contracts
from orchestration.defs.intake import landing_key, others_job
from orchestration.defs.partitions import TIMEZONE, key_of, quarters, years
from orchestration.defs.publication import RELEASE_KEY
from orchestration.foundation.periods import Period
from orchestration.pipeline import LAYERS

ANNUAL_EVALUATION = "annual_evaluation"
QUARTERLY_MONITORING = "quarterly_monitoring"
ANNUAL_INTAKE = "annual_intake"
QUARTERLY_INTAKE = "quarterly_intake"
ANNUAL_CANDIDATE = "annual_candidate_job"


def _intake_selection(contracts: Contracts, frequency: str) -> dg.AssetSelection:
    keys = [landing_key(c.bureau, c.dataset) for c in contracts if c.frequency == frequency]
    return dg.AssetSelection.assets(*keys)


def jobs(contracts: Contracts) -> list[Any]:
    """Return the jobs: receive by year, by quarter and the rest, monitor a quarter, compute a year's candidate, evaluate a year."""
    evaluation = dg.AssetSelection.groups(*LAYERS, "annual")
    return [
        others_job(contracts),
        dg.define_asset_job(
            ANNUAL_CANDIDATE,
            selection=evaluation - dg.AssetSelection.assets(RELEASE_KEY),
            partitions_def=years,
            description="Compute a year's candidate from what is accepted and judge it; nothing is published.",
        ),
        dg.define_asset_job(
            ANNUAL_INTAKE,
            selection=_intake_selection(contracts, "year"),
            partitions_def=years,
            description="Receive the yearly files of one or several years.",
        ),
        dg.define_asset_job(
            QUARTERLY_INTAKE,
            selection=_intake_selection(contracts, "quarter"),
            partitions_def=quarters,
            description="Receive the quarterly files of one or several quarters.",
        ),
        dg.define_asset_job(
            ANNUAL_EVALUATION,
            selection=_intake_selection(contracts, "year") | evaluation,
            partitions_def=years,
            description="Receive the year's files, compute scores, ranks and grades, judge the candidate and publish it.",
        ),
        dg.define_asset_job(
            QUARTERLY_MONITORING,
            selection=_intake_selection(contracts, "quarter") | dg.AssetSelection.groups("monitoring"),
            partitions_def=quarters,
            description="Receive the quarter's files and publish progress against the year's targets.",
        ),
    ]


def _last_quarter(day: dt.date) -> Period:
    number = (day.month - 1) // 3
    return Period(day.year, number) if number else Period(day.year - 1, 4)


def schedules(defined: Sequence[Any]) -> list[dg.ScheduleDefinition]:
    """Return the schedules: monitoring 21 days after a quarter's end, the evaluation on 1 March."""
    by_name = {job.name: job for job in defined}

    @dg.schedule(
        job=by_name[QUARTERLY_MONITORING],
        cron_schedule="0 7 21 1,4,7,10 *",
        execution_timezone=TIMEZONE,
        name="quarterly_monitoring_schedule",
        description="The day after the quarter's files are due.",
    )
    def monitoring_schedule(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
        quarter = _last_quarter(context.scheduled_execution_time.date())
        return dg.RunRequest(run_key=quarter.code, partition_key=key_of(quarter))

    @dg.schedule(
        job=by_name[ANNUAL_EVALUATION],
        cron_schedule="0 7 1 3 *",
        execution_timezone=TIMEZONE,
        name="annual_evaluation_schedule",
        description="After the last yearly file is due.",
    )
    def evaluation_schedule(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
        year = Period(context.scheduled_execution_time.year - 1)
        return dg.RunRequest(run_key=year.code, partition_key=key_of(year))

    return [monitoring_schedule, evaluation_schedule]
