"""`export`, `history` and `extract`: the commands that hand a published release on to servers, BI tools and people."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestration.cli.console import terminal
from orchestration.cli.options import Raw, Warehouse, workspace
from orchestration.foundation.errors import UserError, writing_to
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace

if TYPE_CHECKING:
    from orchestration.publication import Release

Year = Annotated[int, typer.Argument(help="Year. 年度。")]
TARGET_VARIABLE = "JIXIAO_POSTGRES"


def _current(folders: Workspace, year: int) -> "Release":
    from orchestration.publication import current_release

    release = current_release(folders, "annual", Period.parse(str(year)))
    if release is None:
        raise UserError(
            f"Nothing has been published for {year}; run `jixiao run {year}` first.",
            f"{year} 年尚无发布结果，请先运行 jixiao run {year}。",
        )
    return release


def export(
    year: Year,
    *,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            envvar=TARGET_VARIABLE,
            help="postgresql://USER@HOST:PORT/DATABASE; the password in PGPASSWORD or ~/.pgpass. 数据库地址。",
        ),
    ],
    reader: Annotated[
        str, typer.Option(help="Role that may only read; made if it is missing. 只读角色。")
    ] = "jixiao_reader",
    keep: Annotated[
        int, typer.Option(help="Releases of a year that are kept in the database. 每年度保留的发布数。")
    ] = 3,
    raw: Raw = None,
    warehouse: Warehouse = None,
) -> None:
    """Serve a year's current release from PostgreSQL. 导出至 PostgreSQL。

    Exit 0: served, or nothing new; 3: the release was touched; 2: misuse, or the database can't be used.
    """
    from orchestration.publication.serving import export_release, target_of

    target = target_of(to, reader=reader, kept=keep)
    release = _current(workspace(raw, warehouse), year)
    done = export_release(release, target, year=year, now=dt.datetime.now(dt.UTC))
    console = terminal()
    if not done.is_switched:
        console.print(f"无新内容 nothing new: {release.release_id} @ {target.place}", highlight=False)
        return
    console.print(
        f"已导出 served: {release.release_id} → {target.place}, schema {done.schema}, {done.rows:,} rows；"
        f"视图 views: jixiao, jixiao_{year}",
        highlight=False,
        soft_wrap=True,
    )
    for schema in done.swept:
        console.print(f"已清理 dropped: {schema}", highlight=False)


def history(
    *,
    to: Annotated[
        Path | None,
        typer.Option("--to", help="The file; left out: history.duckdb beside the years. 文件。"),
    ] = None,
    raw: Raw = None,
    warehouse: Warehouse = None,
) -> None:
    """Write a DuckDB file with one view per table over all published years. 历年结果视图。"""
    from orchestration.publication.serving import write_history

    folders = workspace(raw, warehouse)
    path = to or folders.warehouse / "published" / "annual" / "history.duckdb"
    with writing_to(path):
        years = write_history(folders, path)
    terminal().print(
        f"历年视图 history of {years[0]}–{years[-1]}: {path}", highlight=False, markup=False, soft_wrap=True
    )


def extract(
    year: Year,
    *,
    to: Annotated[Path, typer.Option("--to", help="Folder to write into. 输出文件夹。")],
    recipient: Annotated[
        str | None, typer.Option(help="Only this department that the scheme informs. 抄送部门。")
    ] = None,
    unit: Annotated[str | None, typer.Option(help="Only this unit, by its code. 单位代码。")] = None,
    raw: Raw = None,
    warehouse: Warehouse = None,
) -> None:
    """Write what each department and each unit may see of a year's result, as XLSX and CSV. 结果运用摘录。"""
    from orchestration.publication.serving import write_extracts

    if recipient is not None and unit is not None:
        raise UserError("Give --recipient or --unit, not both.", "--recipient 与 --unit 只能给出一个。")
    release = _current(workspace(raw, warehouse), year)
    with writing_to(to):
        written = write_extracts(release, to.resolve(), recipient=recipient, unit=unit)
    terminal().print(
        f"已写出 written: {len(written)} → {written[0].parent}", highlight=False, markup=False, soft_wrap=True
    )


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("export")(export)
    app.command("history")(history)
    app.command("extract")(extract)
