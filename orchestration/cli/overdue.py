"""`overdue`: the command that lists which rectification items of a published year are overdue on a day."""

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from orchestration.cli.console import terminal
from orchestration.cli.options import Raw, Warehouse, workspace
from orchestration.foundation.calendar import local_date
from orchestration.foundation.errors import UserError
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.results import Row

if TYPE_CHECKING:
    from orchestration.publication import Overdue, Release


def list_overdue(
    year: Annotated[
        str, typer.Argument(help="Published year; left out: the latest. 已发布的年度，省略则为最近一年。")
    ] = "",
    as_of: Annotated[
        str,
        typer.Option("--as-of", help="Day, such as 2021-04-30; left out: today. 判定日期，省略则为今天。"),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="For machines. 输出 JSON。")] = False,
    raw: Raw = None,
    warehouse: Warehouse = None,
) -> None:
    """List which rectification items are overdue on a day, by the published release. Changes nothing. 整改逾期清单。

    Exit 0: none is; 3: some are; 2: misuse.
    """
    from orchestration.publication import load_release, overdue

    day = _day(as_of)
    release = load_release(_current(workspace(raw, warehouse), year))
    found = overdue(release, day)
    if as_json:
        told = {
            "release": release.release_id,
            "as_of": day,
            "last_report": found.last_report_date,
            "items": found.rows,
        }
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2, default=str))
    else:
        _print(terminal(), release, day, found)
    if found.rows:
        raise typer.Exit(3)


def _day(text: str) -> dt.date:
    if not text:
        return local_date(dt.datetime.now(dt.UTC))
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UserError(
            f"'{text}' is no day: write --as-of as 2021-04-30.",
            f"“{text}”不是日期：--as-of 请写成 2021-04-30 的形式。",
        ) from None


def _current(folders: Workspace, year: str) -> Path:
    published = sorted(path.parent.name for path in folders.warehouse.glob("published/annual/*/current"))
    period = Period.parse(year or (published[-1] if published else "")) if year or published else None
    if period is None or period.code not in published:
        asked = f"{period} has no" if period else "No year has a"
        raise UserError(
            f"{asked} published release: run `jixiao run {period or 'YEAR'}` first. Published: {', '.join(published) or 'none'}.",
            f"{f'{period} 年' if period else ''}尚无发布结果，请先运行 jixiao run {period or '年度'}。已发布：{'、'.join(published) or '无'}。",
        )
    return folders.current("annual", period).resolve()


def _print(console: Console, release: "Release", day: dt.date, found: "Overdue") -> None:
    """Print the items, or that there are none, and how far what the release knows reaches."""
    reported = (
        f"最近一次进展报送 last report: {found.last_report_date}"
        if found.last_report_date
        else "尚无单位报送整改进展 no unit has reported progress"
    )
    notes = [f"{release.release_id}：{found.item_count} 项 items，截至 as of {day}；{reported}"]
    if found.due_count < found.item_count:
        notes.append(
            f"{found.item_count - found.due_count} 项没有期限（方案未写 feedback_date），不会逾期。 "
            f"{found.item_count - found.due_count} items have no due day (the scheme names no feedback_date) and are never overdue."
        )
    if found.last_report_date and found.last_report_date > day:
        notes.append(
            "发布结果含此日之后的进展，按最近一次计。 The release knows of progress after this day; what was reported last counts."
        )
    if found.rows:
        console.print(_table(found.rows))
    else:
        notes.append("没有逾期的整改事项。 No rectification item is overdue.")
    for note in notes:
        console.print(note, markup=False, highlight=False, soft_wrap=True)


def _table(rows: list[Row]) -> Table:
    from orchestration.explain import ground_text

    table = Table(title=f"逾期整改事项 overdue items（{len(rows)}）", title_justify="left")
    for header in ("单位 unit", "事项 item", "缘由 ground"):
        table.add_column(header, overflow="fold")
    table.add_column("期限 due", no_wrap=True)
    table.add_column("逾期\ndays", justify="right", no_wrap=True)
    table.add_column("最近进展 last progress", overflow="fold")
    for row in rows:
        table.add_row(
            Text(f"{row['unit_name_zh']} {row['unit_code']}"),
            Text(f"{row['source_name_zh']}\n{row['item_no']}"),
            Text(ground_text(row)),
            str(row["due_date"]),
            str(row["overdue_days"]),
            Text(_progress(row)),
        )
    return table


def _progress(row: Row) -> str:
    if row["report_date"] is None:
        return "未报送 none"
    share = (
        f" {row['progress_pct']:f}".rstrip("0").rstrip(".") + "%" if row["progress_pct"] is not None else ""
    )
    return f"{row['report_date']} {row['progress_text'] or ''}{share}"


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command("overdue")(list_overdue)
