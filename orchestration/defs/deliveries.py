"""Deliveries as an asset: what stands of each dataset of a year, as page and reminder list, looked at every morning."""

from typing import Any

import dagster as dg

from orchestration.contracts import Contracts
from orchestration.defs.partitions import TIMEZONE, key_of, period_of, years
from orchestration.defs.resources import ClockResource, WorkspaceResource
from orchestration.foundation.calendar import local_date
from orchestration.foundation.periods import Period
from orchestration.papers.status_words import STATUS, next_step, summary
from orchestration.pipeline import delivery_lines, dropped_years, write_delivery_papers

DELIVERY_KEY = dg.AssetKey("delivery_status")
DELIVERY_JOB = "deliveries"
CHECK = "all_due_accepted"
NOT_IN_ORDER = ("missing", "refused", "fault")


def _table(lines: list[dict[str, object]]) -> str:
    rows = []
    for line in lines:
        symbol, words, _ = STATUS[str(line["status"])]
        cells = (
            line["bureau_name_zh"],
            line["period"],
            line["dataset_name_zh"],
            f"{symbol} {words.zh} {words.en}",
            line["due"] or "",
            line["open_queries"] or "",
            next_step(line).zh,
        )
        rows.append(f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |")
    head = "| 部门 | 期别 | 数据集 | 状态 | 截止 | 疑问 | 下一步 |"
    return "\n".join([head, "| --- | --- | --- | --- | --- | --- | --- |", *rows])


def delivery_asset(contracts: Contracts) -> dg.AssetsDefinition:
    """Return the asset that writes a year's page of deliveries and the day's reminder list."""

    @dg.asset(
        key=DELIVERY_KEY,
        partitions_def=years,
        group_name="deliveries",
        owners=["team:efficiency_office"],
        kinds={"html", "csv"},
        description="报送情况：各部门各数据集的接收、退回、逾期、缺报和待答复疑问，及催报清单。"
        "Who has delivered what for a year and its quarters, as a page, with the reminders to send.",
        check_specs=[
            dg.AssetCheckSpec(
                CHECK,
                asset=DELIVERY_KEY,
                partitions_def=years,
                description="Everything that is due was accepted, nothing that lies there is refused.",
            )
        ],
    )
    def delivery_status(
        context: dg.AssetExecutionContext, workspace: WorkspaceResource, clock: ClockResource
    ) -> dg.MaterializeResult:
        period, now = period_of(context.partition_key), clock.now()
        lines = delivery_lines(workspace.get(), contracts, period, now=now)
        page, *reminders = write_delivery_papers(workspace.get(), period, lines, now=now)
        wrong = [line for line in lines if line["status"] in NOT_IN_ORDER]
        told = summary(lines)
        return dg.MaterializeResult(
            metadata={
                "summary": f"{told.zh} / {told.en}",
                "deliveries": dg.MetadataValue.md(_table(lines)),
                "page": dg.MetadataValue.path(page),
                "reminders": dg.MetadataValue.path(reminders[0]) if reminders else "–",
                "open_queries": sum(line["open_queries"] for line in lines),
            },
            check_results=[
                dg.AssetCheckResult(
                    check_name=CHECK,
                    passed=not wrong,
                    severity=dg.AssetCheckSeverity.WARN,
                    metadata={"not_in_order": len(wrong), "details": dg.MetadataValue.md(_table(wrong))},
                )
            ],
        )

    return delivery_status


def delivery_job() -> Any:
    """Return the job that looks at a year's deliveries."""
    return dg.define_asset_job(
        DELIVERY_JOB,
        selection=dg.AssetSelection.assets(DELIVERY_KEY),
        partitions_def=years,
        description="Look at what was delivered, write page and reminder list.",
    )


def delivery_schedule(job: Any) -> dg.ScheduleDefinition:
    """Return the schedule: every morning, for each year of which files have been dropped and nothing is published."""

    @dg.schedule(
        job=job,
        cron_schedule="0 8 * * *",
        execution_timezone=TIMEZONE,
        name="deliveries_schedule",
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="每天 8:00 更新报送情况和催报清单。Every morning: who is late, and the reminders to send.",
    )
    def every_morning(
        context: dg.ScheduleEvaluationContext, workspace: WorkspaceResource
    ) -> list[dg.RunRequest] | dg.SkipReason:
        today, folders = local_date(context.scheduled_execution_time), workspace.get()
        open_years = [
            year
            for year in dropped_years(folders, today.year)
            if year >= today.year - 1 and not folders.current("annual", Period(year)).exists()
        ]
        if not open_years:
            return dg.SkipReason("没有在办年度 no year is open")
        return [
            dg.RunRequest(run_key=f"{year}:{today}", partition_key=key_of(Period(year)))
            for year in open_years
        ]

    return every_morning
