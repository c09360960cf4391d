"""The candidate and the gate's verdict as asset checks: one per judged table and kind of check, and one that blocks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import dagster as dg

from orchestration import pipeline
from orchestration.contracts import Contracts
from orchestration.defs.failures import told_to_the_user
from orchestration.defs.partitions import years
from orchestration.defs.resources import ClockResource, WorkspaceResource
from orchestration.defs.transform import run_build
from orchestration.gate import Verdict
from orchestration.reporting import Reporter

CANDIDATE_KEY = dg.AssetKey("annual_candidate")
GATE = "gate"
Checks = Sequence[Mapping[str, Any]]


def annual_candidate_asset(marts: Sequence[dg.AssetKey], contracts: Contracts) -> dg.AssetsDefinition:
    """Return the asset that exports the marts and names their content."""

    @dg.asset(
        key=CANDIDATE_KEY,
        deps=list(marts),
        partitions_def=years,
        group_name="annual",
        owners=["team:efficiency_office"],
        kinds={"parquet", "duckdb"},
        description="The year's results as Parquet under one content hash, not yet judged. Nobody reads it but the gate.",
    )
    def annual_candidate(
        context: dg.AssetExecutionContext, workspace: WorkspaceResource, reporter: dg.ResourceParam[Reporter]
    ) -> dg.MaterializeResult:
        with told_to_the_user():
            build = run_build(context, workspace)
            candidate = pipeline.finish_candidate(build, reporter)
            queue = pipeline.write_comment_queue(workspace.get(), contracts, build)
        return dg.MaterializeResult(
            metadata={
                "build": candidate["build_id"],
                "content_hash": candidate["content_hash"],
                "rows": sum(table["rows"] for table in candidate["tables"].values()),
                "is_synthetic": candidate["is_synthetic"],
                "comment_queue": str(queue or ""),
            }
        )

    return annual_candidate


def _lines(checks: Checks) -> str:
    rows = [
        f"| {c['check_id']} | {c['severity']} | {'pass' if c['passed'] else 'FAIL'} | {c['observed'] or ''} | {c['message_zh']} / {c['message_en']} |"
        for c in checks
    ]
    return "\n".join(
        ["| check | severity | result | observed | message |", "| --- | --- | --- | --- | --- |", *rows]
    )


def _result(name: str, key: dg.AssetKey, checks: Checks) -> dg.AssetCheckResult:
    failed = [check for check in checks if not check["passed"]]
    return dg.AssetCheckResult(
        check_name=name,
        asset_key=key,
        passed=not failed,
        severity=dg.AssetCheckSeverity.ERROR,
        metadata={
            "checks": len(checks),
            "failed": len(failed),
            "details": dg.MetadataValue.md(_lines(failed or checks)),
        },
    )


def gate_check_results(
    verdict: Verdict, specs: Sequence[dg.AssetCheckSpec], candidate: dg.AssetKey
) -> Iterator[dg.AssetCheckResult]:
    """Yield one result per spec from a verdict, the blocking one last."""
    for spec in specs:
        if spec.name == GATE:
            continue
        kind = "dbt" if spec.name == "dbt_tests" else "expectation"
        table = spec.asset_key.path[-1]
        own = [c for c in verdict.checks if c["kind"] == kind and c["table"] == table]
        yield _result(spec.name, spec.asset_key, own)
    yield _result(GATE, candidate, verdict.checks)


def gate_specs(
    tested: Mapping[dg.AssetKey, int],
    suites: Sequence[dg.AssetKey],
    candidate: dg.AssetKey,
    partitions: dg.PartitionsDefinition,
) -> list[dg.AssetCheckSpec]:
    """Return the check specs: dbt tests per model, expectations per suite, and the gate itself, which blocks."""
    return [
        *(
            dg.AssetCheckSpec(
                "dbt_tests",
                asset=key,
                partitions_def=partitions,
                description=f"{count} dbt tests on this table.",
            )
            for key, count in tested.items()
        ),
        *(
            dg.AssetCheckSpec(
                "expectations",
                asset=key,
                partitions_def=partitions,
                description="Great Expectations suite on this table.",
            )
            for key in suites
        ),
        dg.AssetCheckSpec(
            GATE,
            asset=candidate,
            partitions_def=partitions,
            blocking=True,
            description="Every dbt test, expectation and intake finding of exactly this candidate. Publication reads it again.",
        ),
    ]


def annual_gate(tested: Mapping[dg.AssetKey, int], suites: Sequence[dg.AssetKey]) -> dg.AssetChecksDefinition:
    """Return the op that judges the run's candidate."""
    specs = gate_specs(tested, suites, CANDIDATE_KEY, years)

    @dg.multi_asset_check(name="annual_gate", specs=specs)
    def annual_gate_checks(
        context: dg.AssetCheckExecutionContext,
        workspace: WorkspaceResource,
        clock: ClockResource,
        reporter: dg.ResourceParam[Reporter],
    ) -> Iterator[dg.AssetCheckResult]:
        with told_to_the_user():
            verdict = pipeline.judge_candidate(run_build(context, workspace), reporter, now=clock.now())
        yield from gate_check_results(verdict, specs, CANDIDATE_KEY)

    return annual_gate_checks
