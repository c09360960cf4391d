"""`check`, `status` and `explain`: the commands that look and change nothing."""

import datetime as dt
import json
from pathlib import Path
from typing import Annotated

import typer

from orchestration.cli.console import terminal
from orchestration.cli.deliveries import UNSETTLED, print_deliveries
from orchestration.cli.options import Raw, Warehouse, workspace
from orchestration.cli.receipts import print_receipt, print_saved
from orchestration.cli.results import print_stale
from orchestration.foundation.errors import UserError, writing_to
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY, Workspace


def check_files(
    files: Annotated[list[Path], typer.Argument(help="Files to check. 待检查的文件。")],
    period: Annotated[
        str, typer.Option(help="Period, where neither folder nor name say it. 期别，如 2020 或 2020Q2。")
    ] = "",
    save: Annotated[
        Path | None,
        typer.Option(
            help="Folder for the answer as page and marked workbook. 将回执和标注后的工作簿存入该文件夹。"
        ),
    ] = None,
    raw: Raw = None,
    warehouse: Warehouse = None,
) -> None:
    """Check files as intake would, and write nothing unless asked to. 报送前自查。

    Exit 0: all would be accepted; 3: some would be refused; 2: misuse.
    """
    from orchestration.contracts import load_contracts
    from orchestration.intake import check

    folders, contracts, console = workspace(raw, warehouse), load_contracts(REPOSITORY / "raw"), terminal()
    told = Period.parse(period) if period else None
    refused = 0
    for path in files:
        receipt = check(folders, contracts, path.absolute(), told, now=dt.datetime.now(dt.UTC))
        refused += not receipt.accepted
        print_receipt(console, path, receipt)
        if save is not None:
            target = Workspace(folders.raw, save.absolute())
            with writing_to(save):
                print_saved(console, contracts, receipt, path, target)
    if refused:
        raise typer.Exit(3)


def explain_unit(
    period: Annotated[
        str, typer.Argument(help="Year or monitored quarter, such as 2020 or 2020Q2. 年度或监测季度。")
    ],
    unit: Annotated[str, typer.Argument(help="Code or Chinese name of the unit. 单位代码或名称。")],
    indicator: Annotated[
        str | None, typer.Argument(help="Code or name of an indicator. 指标代码或名称。")
    ] = None,
    raw: Raw = None,
    warehouse: Warehouse = None,
) -> None:
    """Take a published result apart, down to file, sheet and cell: a year's, or a quarter's progress. 得分溯源、进度溯源。

    Exit 0: shown; 2: no such period, unit or indicator.
    """
    from orchestration.explain import explain, explain_progress, render, render_progress

    folders, when = workspace(raw, warehouse), Period.parse(period)
    kind, command = ("monitoring", "monitor") if when.quarter else ("annual", "run")
    current = folders.current(kind, when)
    if not current.exists():
        known = sorted(path.parent.name for path in folders.warehouse.glob(f"published/{kind}/*/current"))
        raise UserError(
            f"{when} has no published release: run `jixiao {command} {when}` first. Published: {', '.join(known) or 'none'}.",
            f"{when} 尚无发布结果，请先运行 jixiao {command} {when}。已发布：{'、'.join(known) or '无'}。",
        )
    folder = current.resolve()
    if when.quarter:
        shown = render_progress(explain_progress(folder, unit, indicator))
    else:
        shown = render(explain(folder, unit, indicator))
    terminal().print(shown)


def show_status(
    period: Annotated[str, typer.Argument(help="Year or quarter, such as 2020 or 2020Q2. 期别。")],
    as_json: Annotated[bool, typer.Option("--json", help="For machines. 输出 JSON。")] = False,
    save: Annotated[
        Path | None,
        typer.Option(help="Folder for the page and the reminder list. 将页面和催报清单存入该文件夹。"),
    ] = None,
    raw: Raw = None,
    warehouse: Warehouse = None,
) -> None:
    """Show what each bureau has delivered for a period, what is left to do, and whether the year's release is stale. 报送情况。

    Exit 0: nothing is overdue, refused, unanswered or stale; 3: something is; 2: misuse.
    """
    from orchestration.contracts import load_contracts
    from orchestration.pipeline import delivery_lines, write_delivery_papers
    from orchestration.publication import stale_year

    folders, contracts, now = (
        workspace(raw, warehouse),
        load_contracts(REPOSITORY / "raw"),
        dt.datetime.now(dt.UTC),
    )
    when = Period.parse(period)
    lines = delivery_lines(folders, contracts, when, now=now)
    stale = stale_year(folders, when) if when.kind == "year" else None
    console = terminal()
    if as_json:
        told = stale.as_json() if stale else None
        typer.echo(
            json.dumps({"period": when.code, "lines": lines, "stale": told}, ensure_ascii=False, indent=2)
        )
    else:
        print_deliveries(console, when.code, lines)
        if stale:
            print_stale(console, stale)
    if save is not None:
        target = Workspace(folders.raw, save.absolute())
        with writing_to(save):
            papers = write_delivery_papers(target, when, lines, now=now)
        for path in papers:
            console.print(f"→ {path}", soft_wrap=True)
    if stale or any(line["status"] in UNSETTLED or line["open_queries"] for line in lines):
        raise typer.Exit(3)


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("check")(check_files)
    app.command("status")(show_status)
    app.command("explain")(explain_unit)
