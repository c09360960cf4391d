"""`export`, `history` and `extract`: the commands that hand a published release on to servers, BI tools and people."""

import datetime as dt
from typing import Annotated

import typer

from orchestration.cli.console import terminal
from orchestration.cli.options import Raw, Warehouse, workspace
from orchestration.foundation.errors import UserError
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace

Year = Annotated[int, typer.Argument(help="Year. 年度。")]
TARGET_VARIABLE = "JIXIAO_POSTGRES"


def _current(folders: Workspace, year: int):  # type: ignore[no-untyped-def]
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


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("export")(export)
