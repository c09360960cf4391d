"""`check`, `status` and `explain`: the commands that look and change nothing."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from orchestration.cli.console import terminal
from orchestration.cli.options import Raw, Warehouse, workspace
from orchestration.foundation.errors import UserError
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY

SEVERITY_STYLE = {"REJECT": "red", "ERROR": "red", "QUERY": "yellow"}


def check_files(
    files: Annotated[list[Path], typer.Argument(help="Files to check. 待检查的文件。")],
    raw: Raw = None,
    warehouse: Warehouse = None,
) -> None:
    """Check files as intake would, and write nothing. 报送前自查。

    Exit 0: all would be accepted; 3: some would be refused; 2: misuse.
    """
    from orchestration.contracts import load_contracts
    from orchestration.intake import check

    folders, contracts, console = workspace(raw, warehouse), load_contracts(REPOSITORY / "raw"), terminal()
    refused = 0
    for path in files:
        if not path.is_file():
            raise UserError(f"{path} is not a file.", f"{path} 不是文件。")
        receipt = check(folders, contracts, path.resolve(), now=dt.datetime.now(dt.UTC))
        refused += not receipt.accepted
        verdict = (
            "[green]可以接收 would be accepted" if receipt.accepted else "[red]不能接收 would be refused"
        )
        console.print(
            f"{escape(str(path))}: {verdict}[/]  {sum(receipt.rows.values())} rows", highlight=False
        )
        for finding in receipt.findings:
            where = " ".join(filter(None, (finding.sheet, finding.cell, finding.header)))
            console.print(
                f"  [{SEVERITY_STYLE[finding.severity]}]{finding.severity}[/] {finding.rule} {escape(where)}\n"
                f"    {escape(finding.message_zh)} {escape(finding.fix_zh)}\n"
                f"    {escape(finding.message_en)} {escape(finding.fix_en)}",
                highlight=False,
                soft_wrap=True,
            )
    if refused:
        raise typer.Exit(3)


def explain_unit(
    year: Annotated[int, typer.Argument(help="Year. 年度。")],
    unit: Annotated[str, typer.Argument(help="Code or Chinese name of the unit. 单位代码或名称。")],
    indicator: Annotated[str | None, typer.Argument(help="Indicator code. 指标代码。")] = None,
    raw: Raw = None,
    warehouse: Warehouse = None,
) -> None:
    """Take a published result apart, down to file, sheet and cell. 得分溯源。"""
    from orchestration.explain import explain, render

    current = workspace(raw, warehouse).current("annual", Period.parse(str(year)))
    if not current.exists():
        raise UserError(
            f"{year} has no published release: run `jixiao run {year}` first.",
            f"{year} 年尚无发布结果，请先运行 jixiao run {year}。",
        )
    terminal().print(render(explain(current.resolve(), unit, indicator)))


def show_status(
    period: Annotated[str, typer.Argument(help="Year or quarter, such as 2020 or 2020Q2. 期别。")],
    raw: Raw = None,
    warehouse: Warehouse = None,
) -> None:
    """Show what each bureau has delivered for a period. 报送情况。"""
    from orchestration.contracts import load_contracts
    from orchestration.intake import status

    folders, contracts = workspace(raw, warehouse), load_contracts(REPOSITORY / "raw")
    table = Table(title=f"{period} 报送情况 deliveries", title_justify="left")
    for header in ("部门 bureau", "数据集 dataset", "状态 status", "截止 due", "文件 file", "问题 findings"):
        table.add_column(header, overflow="fold")
    for line in status(folders, contracts, Period.parse(period), now=dt.datetime.now(dt.UTC)):
        table.add_row(
            line.bureau_name_zh,
            line.dataset_name_zh,
            line.status,
            line.due.isoformat(),
            line.file_name or "–",
            str(line.findings),
        )
    terminal().print(table)


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("check")(check_files)
    app.command("status")(show_status)
    app.command("explain")(explain_unit)
