"""`keygen`, `approve`, `rollback` and `verify`: the commands on what is published, and by whose word."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from orchestration.cli.console import terminal
from orchestration.cli.options import Raw, Warehouse, workspace
from orchestration.evaluation.candidates import named_candidate
from orchestration.foundation.errors import UserError, writing_to
from orchestration.foundation.periods import Period

By = Annotated[str, typer.Option("--as", help="Who decides. 何人决定。")]
NO_REASON = ""


def keygen(file: Annotated[Path, typer.Argument(help="File for the private key. 私钥文件。")]) -> None:
    """Make a key for signing; its public half goes into the scheme's sheet 审批人. 生成签发密钥。"""
    from orchestration.publication import make_key

    with writing_to(file):
        made = make_key(file)
    typer.echo(made)


def approve_candidate(
    year: Annotated[int, typer.Argument(help="Year. 年度。")],
    candidate: Annotated[
        str, typer.Argument(help="Id of the candidate: the provisional release's. 候选结果编号。")
    ],
    *,
    by: By,
    key: Annotated[Path, typer.Option(help="File with the private key. 私钥文件。")],
    release_type: Annotated[
        str, typer.Option("--type", help="final, revision or correction. 正式、修订或更正。")
    ] = "final",
    reason: Annotated[str, typer.Option(help="Why; a revision and a correction need it. 原因。")] = NO_REASON,
    raw: Raw = None,
    warehouse: Warehouse = None,
) -> None:
    """Sign a candidate and publish it as final, revision or correction. 签发。

    Exit 0: published; 3: refused and nothing changed; 2: misuse.
    """
    from orchestration.publication import approve, publish

    folders, period, now = workspace(raw, warehouse), Period.parse(str(year)), dt.datetime.now(dt.UTC)
    build = named_candidate(folders, "annual", period, candidate)
    if build is None:
        raise UserError(
            f"There is no candidate '{candidate}' of {year}. Run `jixiao run {year}`: the same files give the same candidate.",
            f"没有 {year} 年的候选结果“{candidate}”。请运行 jixiao run {year}：同样的文件得到同样的候选结果。",
        )
    approve(
        folders,
        build.folder,
        release_type=release_type,
        by=by,
        key=key,
        reason=reason or None,
        now=now,
    )
    release = publish(folders, build.folder, now=now, release_type=release_type)
    terminal().print(f"已签发 signed and published: {release.folder}", highlight=False, soft_wrap=True)


def rollback_release(
    period: Annotated[str, typer.Argument(help="Year or quarter. 年度或季度。")],
    release: Annotated[str, typer.Argument(help="Id of the earlier release. 发布编号。")],
    *,
    by: By,
    reason: Annotated[str, typer.Option(help="Why. 原因。")],
    raw: Raw = None,
    warehouse: Warehouse = None,
) -> None:
    """Make an earlier release current again, on record; nothing is removed. 回退。"""
    from orchestration.publication import rollback

    when = Period.parse(period)
    kind = "monitoring" if when.kind == "quarter" else "annual"
    now = dt.datetime.now(dt.UTC)
    target = rollback(workspace(raw, warehouse), kind, when, release, by=by, reason=reason, now=now)
    terminal().print(f"现行发布 current: {target.folder}", highlight=False, soft_wrap=True)


def verify_published(
    period: Annotated[str, typer.Argument(help="Year or quarter; left out: all. 期别，省略则全部。")] = "",
    raw: Raw = None,
    warehouse: Warehouse = None,
) -> None:
    """Hash what is published again and follow its chain; names every file that was touched. 核验。

    Exit 0: nothing was touched; 3: something was; 2: misuse.
    """
    from orchestration.publication import verify

    code = Period.parse(period).code if period else ""
    folders = workspace(raw, warehouse)
    count, touched = verify(folders, code)
    if not count and not touched:
        raise UserError(
            f"Nothing {f'of {code} ' if code else ''}has been published below {folders.warehouse}: there is nothing to verify.",
            f"{folders.warehouse} 下没有{f' {code} 的' if code else ''}发布，无可核验。",
        )
    console = terminal()
    for place, zh, en in touched:
        console.print(f"{place}：{zh}。{en}", style="red", highlight=False, markup=False, soft_wrap=True)
    console.print(
        f"已核验 {count} 个发布版本 releases verified; 异常 touched: {len(touched)}", highlight=False
    )
    if touched:
        raise typer.Exit(3)


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("keygen")(keygen)
    app.command("approve")(approve_candidate)
    app.command("rollback")(rollback_release)
    app.command("verify")(verify_published)
