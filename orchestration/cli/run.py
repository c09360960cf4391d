"""`run`, `monitor` and `prepare`: the commands that compute."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from orchestration.cli.console import ConsoleReporter, terminal
from orchestration.cli.options import AsOf, Raw, Warehouse, dagster_home, workspace
from orchestration.cli.results import print_refusal, print_release
from orchestration.foundation.errors import UserError
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace


class Session:
    """One command's Dagster instance, definitions and reporter over one workspace."""

    def __init__(self, folders: Workspace, as_of: str) -> None:
        import dagster as dg

        from orchestration.defs.build import build_defs
        from orchestration.defs.resources import WorkspaceResource

        dagster_home()
        self.console = terminal()
        self.reporter = ConsoleReporter(self.console)
        self.folders = folders
        self.as_of = as_of
        self.instance = dg.DagsterInstance.get()
        resource = WorkspaceResource(raw=str(folders.raw), warehouse=str(folders.warehouse))
        self.definitions = build_defs({"workspace": resource, "reporter": self.reporter})

    def launch(self, job: str, periods: Sequence[Period], asset: str | None = None) -> Any:
        """Run a job and return its outcome; a fault of ours ends the command with its trace."""
        from orchestration.defs.launch import run_job

        config = {"ops": {asset: {"config": {"as_of": self.as_of}}}} if asset and self.as_of else {}
        try:
            outcome = run_job(self.definitions, job, periods, self.instance, config)
        finally:
            self.reporter.close()
        for fault in outcome.faults:
            self.console.print(
                f"内部故障 internal fault, nothing was published:\n{escape(fault)}", style="red"
            )
        if outcome.faults:
            raise typer.Exit(1)
        return outcome

    def receive(self, years: Sequence[int]) -> None:
        """Receive every file of these years."""
        first, last = Period(years[0]), Period(years[-1])
        periods = f"{first.year}-{last.year}"
        # Yearly files first: the year's unit register is among them, and every other file is held against it.
        for title, job, ends in (
            ("intake, yearly", "annual_intake", (first, last)),
            ("intake, quarterly", "quarterly_intake", (first.quarters[0], last.quarters[-1])),
        ):
            self.reporter.step(periods, title)
            self._must(self.launch(job, ends))
            self.reporter.done("received")

    def _must(self, outcome: Any) -> None:
        if not outcome.success:
            raise UserError(
                "\n".join(outcome.messages) or "Intake failed.", "收文未完成。", exit_code=outcome.exit_code
            )

    def evaluate(self, kind: str, period: Period, job: str, asset: str) -> None:
        """Run one evaluation or monitoring job and print what came of it; exits 3 when the gate refused."""
        outcome = self.launch(job, (period,), asset)
        if not outcome.success:
            print_refusal(self.console, self.folders, kind, period, outcome)
            raise typer.Exit(outcome.exit_code)
        print_release(self.console, self.folders, kind, period)


def run_year(
    year: Annotated[int, typer.Argument(help="Year to evaluate, such as 2020. 考评年度。")],
    raw: Raw = None,
    warehouse: Warehouse = None,
    as_of: AsOf = "",
) -> None:
    """Evaluate a year: receive, compute, judge, publish. 年度考评。

    Exit 0: published; 3: the gate refused and nothing changed; 2: misuse.
    """
    import datetime as dt

    from orchestration import pipeline

    folders = workspace(raw, warehouse)
    Period.parse(str(year))
    years = pipeline.dropped_years(folders, year)
    if year not in years:
        raise UserError(
            f"No bureau has a folder for {year} in {folders.raw}. Years with files: {years or 'none'}.",
            f"{folders.raw} 中没有 {year} 年的报送文件夹。已有文件的年份：{years or '无'}。",
        )
    session = Session(folders, as_of)
    session.receive(years)
    pending = pipeline.years_to_evaluate(folders, year, dt.datetime.now(dt.UTC))
    if len(pending) > 1:
        earlier = "、".join(str(y) for y in pending[:-1])
        session.console.print(
            f"{earlier} 尚无发布结果，{year} 的结果运用需要上年等次，先行计算。 "
            f"{', '.join(map(str, pending[:-1]))} has no release yet; {year} needs its grades, so it is evaluated first."
        )
    for pending_year in pending:
        session.evaluate("annual", Period(pending_year), "annual_evaluation", "annual_inputs")


def monitor(
    quarter: Annotated[str, typer.Argument(help="Quarter to monitor, such as 2020Q2. 季度。")],
    raw: Raw = None,
    warehouse: Warehouse = None,
    as_of: AsOf = "",
) -> None:
    """Publish a quarter's progress against the year's targets. 季度监测。"""
    period = Period.parse(quarter)
    if period.kind != "quarter":
        raise UserError(
            f"{quarter} is a year: write a quarter such as {quarter}Q2.",
            f"{quarter} 是年份：请写季度，如 {quarter}Q2。",
        )
    session = Session(workspace(raw, warehouse), as_of)
    session.receive([period.year - 1, period.year])
    session.evaluate("monitoring", period, "quarterly_monitoring", "monitoring_candidate")


def prepare() -> None:
    """Parse the dbt project, so that the graph can be loaded without doing so. 解析 dbt 项目。"""
    from orchestration.transform.runner import PROJECT, parse_project

    parse_project()
    typer.echo(str(Path(PROJECT / "target" / "manifest.json")))


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("run")(run_year)
    app.command("monitor")(monitor)
    app.command("prepare")(prepare)
