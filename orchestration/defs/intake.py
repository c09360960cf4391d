"""One asset per dataset that a bureau may deliver, made from its contract. Receiving itself is `intake`'s work."""

from collections.abc import Sequence
from typing import Any

import dagster as dg

from orchestration.contracts import Contract, Contracts
from orchestration.defs.failures import told_to_the_user
from orchestration.defs.partitions import partitions_for, period_of
from orchestration.defs.resources import ClockResource, WorkspaceResource
from orchestration.foundation.periods import Period
from orchestration.intake import Receipt
from orchestration.pipeline import receive, receive_period
from orchestration.reporting import Reporter

CHECK = "latest_drop_accepted"
OTHERS_JOB, OTHERS_OP = "receive_others", "receive_others_of_period"


def landing_key(bureau: str, dataset: str) -> dg.AssetKey:
    """Return the key of a dataset's intake asset."""
    return dg.AssetKey(["landing", bureau, dataset])


def _columns(contract: Contract) -> dg.TableSchema:
    return dg.TableSchema(
        columns=[
            dg.TableColumn(name=f"{table.name}.{column.name}", type="text", description=column.description)
            for table in contract.tables
            for column in table.columns
        ]
    )


def _receipt_lines(receipts: Sequence[Receipt]) -> str:
    lines = [
        f"| {r.file_name} | {r.status} | {sum(r.rows.values())} | {len(r.findings)} | `{r.submission_id}` |"
        for r in receipts
    ]
    return "\n".join(
        ["| file | status | rows | findings | submission |", "| --- | --- | --- | --- | --- |", *lines]
    )


def _finding_lines(receipts: Sequence[Receipt]) -> str:
    return "\n".join(
        f"- {f.severity} {f.rule} {f.file} {f.sheet or ''} {f.cell or ''}: {f.message_zh} / {f.message_en}"
        for r in receipts
        for f in r.findings
    )


def _metadata(receipts: Sequence[Receipt]) -> dict[str, Any]:
    return {
        "files": len(receipts),
        "accepted": sum(r.accepted for r in receipts),
        "refused": sum(not r.accepted for r in receipts),
        "dagster/row_count": sum(sum(r.rows.values()) for r in receipts if r.accepted),
        "receipts": dg.MetadataValue.md(_receipt_lines(receipts)),
    }


def intake_asset(contract: Contract, contracts: Contracts) -> dg.AssetsDefinition:
    """Return the asset that receives one dataset's files, one partition per period.

    A refused file does not fail the asset, so unrelated datasets go on; the check says so, and the build decides
    whether it can do without.
    """
    key = landing_key(contract.bureau, contract.dataset)
    is_register = contract.dataset == "unit_register"
    deps = [] if is_register else [landing_key("efficiency_office", "unit_register")]

    @dg.asset(
        key=key,
        deps=deps,
        partitions_def=partitions_for(contract.frequency),
        group_name=f"intake_{contract.bureau}",
        owners=[f"team:{contract.bureau}"],
        kinds={contract.format, "parquet"},
        description=f"{contract.name_zh}（{contract.bureau_name_zh}）\n\n{contract.purpose}",
        metadata={
            "dagster/column_schema": _columns(contract),
            "contract": f"raw/{contract.bureau}/{contract.dataset}.odcs.yaml",
            "deadline_days": contract.deadline_days,
        },
        check_specs=[
            dg.AssetCheckSpec(
                CHECK,
                asset=key,
                description="The newest file of every period was accepted. A refused one holds publication back.",
            )
        ],
    )
    def receive_files(
        context: dg.AssetExecutionContext,
        workspace: WorkspaceResource,
        clock: ClockResource,
        reporter: dg.ResourceParam[Reporter],
    ) -> dg.MaterializeResult:
        folders, key = workspace.get(), contract.key
        with told_to_the_user():
            done = [
                receive(folders, contracts, *key, period_of(partition), now=clock.now())
                for partition in context.partition_keys
            ]
        reporter.advance(f"{contract.bureau}.{contract.dataset}")
        receipts = [receipt for one in done for receipt in one.receipts]
        faults = [fault for one in done for fault in one.faults]
        for fault in faults:
            context.log.warning("An answer could not be drawn as it should: %s", fault)
        refused = [r for r in receipts if not r.accepted]
        return dg.MaterializeResult(
            metadata={**_metadata(receipts), "drawing_faults": len(faults)},
            check_results=[
                dg.AssetCheckResult(
                    check_name=CHECK,
                    passed=not refused,
                    metadata={"findings": dg.MetadataValue.md(_finding_lines(receipts))},
                )
            ],
        )

    return receive_files


def intake_assets(contracts: Contracts) -> list[dg.AssetsDefinition]:
    """Return one intake asset per contract."""
    return [intake_asset(contract, contracts) for contract in contracts]


class PeriodConfig(dg.Config):
    """Which period's folders."""

    period: str


def others_job(contracts: Contracts) -> dg.JobDefinition:
    """Return the job that answers what no asset receives: answers to queries, corrections, and files that belong nowhere."""

    @dg.op(
        name=OTHERS_OP,
        description="答复未归类文件、疑问答复和数据更正。Answers files that carry no figures of a dataset.",
    )
    def receive_others_of_period(
        context: dg.OpExecutionContext,
        config: PeriodConfig,
        workspace: WorkspaceResource,
        clock: ClockResource,
    ) -> None:
        with told_to_the_user():
            period = Period.parse(config.period)
            done = receive_period(workspace.get(), contracts, period, now=clock.now())
        context.add_output_metadata(_metadata(done.receipts))
        for fault in done.faults:
            context.log.warning("An answer could not be drawn as it should: %s", fault)

    @dg.job(name=OTHERS_JOB, description="Answer what lies in a period's folders and carries no figures.")
    def receive_others() -> None:
        receive_others_of_period()

    return receive_others
