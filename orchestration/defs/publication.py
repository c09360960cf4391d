"""Releases as assets. Publishing reads the verdicts itself, so a release asset that is run on its own refuses just the same."""

from typing import Any

import dagster as dg

from orchestration.defs.failures import told_to_the_user
from orchestration.defs.gate import CANDIDATE_KEY
from orchestration.defs.partitions import period_of, years
from orchestration.defs.resources import ClockResource, WorkspaceResource
from orchestration.evaluation.candidates import latest_candidate
from orchestration.evaluation.selection import Kind
from orchestration.foundation.errors import Refused
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.publication import Release, publish, stale_years
from orchestration.publication.release_types import PROVISIONAL
from orchestration.reporting import Reporter

RELEASE_KEY = dg.AssetKey("annual_release")
STALE_CHECK = "consequences_rest_on_current_releases"


class ReleaseConfig(dg.Config):
    """What a year's candidate is published as: provisional, or final, revision, correction once it has been approved."""

    release_type: str = PROVISIONAL


def publish_latest(
    workspace: Workspace,
    kind: Kind,
    period: Period,
    clock: ClockResource,
    reporter: Reporter,
    *,
    release_type: str | None = None,
) -> Release:
    """Publish the candidate that was finished last, if the gate passed exactly that one; else raise Refused.

    Args:
        workspace: The folders.
        kind: annual or monitoring.
        period: The period.
        clock: Tells the time.
        reporter: Told what is being done.
        release_type: What it is published as; a signed type needs the approval of exactly this candidate.
    """
    build = latest_candidate(workspace, kind, period)
    if build is None:
        raise Refused(
            f"There is no candidate of {period} to publish: run `jixiao run {period.year}` first.",
            f"没有可发布的 {period} 候选结果，请先运行 jixiao run {period.year}。",
        )
    reporter.step(period.code, "release")
    release = publish(workspace, build.folder, now=clock.now(), release_type=release_type)
    reporter.done(str(release.folder))
    return release


def release_metadata(release: Release) -> dict[str, Any]:
    """Return what Dagster shows of a release."""
    return {
        "release": release.release_id,
        "type": release.release_type,
        "content_hash": release.content_hash,
        "folder": dg.MetadataValue.path(release.folder),
        "report": dg.MetadataValue.path(release.folder / "report" / "index.html"),
    }


@dg.asset(
    key=RELEASE_KEY,
    deps=[CANDIDATE_KEY],
    partitions_def=years,
    group_name="annual",
    owners=["team:efficiency_office"],
    kinds={"parquet", "duckdb"},
    description="The year's published results: an immutable folder that `current` points to. BI reads here and nowhere else.",
)
def annual_release(
    context: dg.AssetExecutionContext,
    config: ReleaseConfig,
    workspace: WorkspaceResource,
    clock: ClockResource,
    reporter: dg.ResourceParam[Reporter],
) -> dg.MaterializeResult:
    """Publish the latest candidate of the year."""
    with told_to_the_user():
        period = period_of(context.partition_key)
        release = publish_latest(
            workspace.get(), "annual", period, clock, reporter, release_type=config.release_type
        )
    return dg.MaterializeResult(metadata=release_metadata(release))


@dg.asset_check(
    asset=RELEASE_KEY,
    name=STALE_CHECK,
    description="结果运用所依据的上年发布均为现行发布；如上年结果已更正，该年须重新计算。"
    "No year's consequences rest on a release of the year before that has been replaced.",
)
def stale_check(workspace: WorkspaceResource) -> dg.AssetCheckResult:
    """Look at every published year, since a corrected year makes the later one stale and not itself."""
    stale = list(stale_years(workspace.get()))
    return dg.AssetCheckResult(
        passed=not stale,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "stale_years": [found.period.code for found in stale],
            "details": "\n\n".join(f"{found.message_zh}\n{found.message_en}" for found in stale) or "–",
        },
    )
