"""Quarterly monitoring: a candidate, its gate and its release, one partition per quarter."""

from collections.abc import Iterator

import dagster as dg

from orchestration import pipeline
from orchestration.contracts import Contracts
from orchestration.defs.failures import told_to_the_user
from orchestration.defs.gate import gate_check_results, gate_specs
from orchestration.defs.intake import landing_key
from orchestration.defs.partitions import period_of, quarters
from orchestration.defs.publication import publish_latest, release_metadata
from orchestration.defs.resources import ClockResource, WorkspaceResource
from orchestration.defs.transform import InputsConfig
from orchestration.evaluation.candidates import find_build
from orchestration.evaluation.selection import required_periods
from orchestration.foundation.errors import Refused
from orchestration.foundation.periods import Period
from orchestration.publication import Release
from orchestration.reporting import Reporter

CANDIDATE_KEY = dg.AssetKey("monitoring_candidate")
GROUP = "monitoring"
OWNERS = ["team:efficiency_office"]


def monitoring_candidate_asset(contracts: Contracts) -> dg.AssetsDefinition:
    """Return the asset that builds a quarter's monitoring tables."""
    quarter = Period(2000, 1)
    needed = [c for c in contracts if required_periods(c, "monitoring", quarter)]

    @dg.asset(
        key=CANDIDATE_KEY,
        deps=[landing_key(c.bureau, c.dataset) for c in needed],
        kinds={"dbt", "duckdb", "parquet"},
        description="Progress against the year's targets up to the quarter, not yet judged.",
        partitions_def=quarters,
        group_name=GROUP,
        owners=OWNERS,
    )
    def monitoring_candidate(
        context: dg.AssetExecutionContext,
        config: InputsConfig,
        workspace: WorkspaceResource,
        clock: ClockResource,
        reporter: dg.ResourceParam[Reporter],
    ) -> dg.MaterializeResult:
        period, now = period_of(context.partition_key), clock.now()
        with told_to_the_user():
            build = pipeline.open_candidate(
                workspace.get(),
                contracts,
                "monitoring",
                period,
                token=context.run.run_id[:8],
                as_of=pipeline.moment(config.as_of, now),
                now=now,
            )
            pipeline.run_monitoring_models(build, reporter)
            candidate = pipeline.finish_candidate(build, reporter)
        return dg.MaterializeResult(
            metadata={"build": candidate["build_id"], "content_hash": candidate["content_hash"]}
        )

    return monitoring_candidate


def monitoring_gate() -> dg.AssetChecksDefinition:
    """Return the op that judges the run's monitoring candidate."""
    specs = gate_specs({}, (), CANDIDATE_KEY, quarters)

    @dg.multi_asset_check(name="monitoring_gate", specs=specs)
    def monitoring_gate_checks(
        context: dg.AssetCheckExecutionContext,
        workspace: WorkspaceResource,
        clock: ClockResource,
        reporter: dg.ResourceParam[Reporter],
    ) -> Iterator[dg.AssetCheckResult]:
        period = period_of(context.partition_key)
        build = find_build(workspace.get(), "monitoring", period, context.run.run_id[:8])
        with told_to_the_user():
            if build is None:
                raise Refused(
                    "This run has built no candidate to judge: launch the job quarterly_monitoring.",
                    "本次运行没有可审核的候选结果，请启动作业 quarterly_monitoring。",
                )
            verdict = pipeline.judge_candidate(build, reporter, now=clock.now())
        yield from gate_check_results(verdict, specs, CANDIDATE_KEY)

    return monitoring_gate_checks


@dg.asset(
    key="monitoring_release",
    deps=[CANDIDATE_KEY],
    kinds={"parquet", "duckdb"},
    description="The quarter's published monitoring: an immutable folder that `current` points to.",
    partitions_def=quarters,
    group_name=GROUP,
    owners=OWNERS,
)
def monitoring_release(
    context: dg.AssetExecutionContext,
    workspace: WorkspaceResource,
    clock: ClockResource,
    reporter: dg.ResourceParam[Reporter],
) -> dg.MaterializeResult:
    """Publish the latest monitoring candidate of the quarter."""
    with told_to_the_user():
        period = period_of(context.partition_key)
        release: Release = publish_latest(workspace.get(), "monitoring", period, clock, reporter)
    return dg.MaterializeResult(metadata=release_metadata(release))
