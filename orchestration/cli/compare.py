"""`diff` and `simulate`: the commands that set two results side by side. Neither publishes anything."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestration.cli.console import ConsoleReporter, terminal
from orchestration.cli.options import Raw, Warehouse, workspace
from orchestration.cli.results import print_failed
from orchestration.foundation.errors import UserError
from orchestration.foundation.periods import PERIOD_PATTERN, Period
from orchestration.foundation.workspace import REPOSITORY, Workspace

if TYPE_CHECKING:
    from orchestration.simulation import Simulated

Unit = Annotated[str, typer.Option(help="Take one unit apart: code or name. 单个单位的明细。")]


def diff_results(
    before: Annotated[
        str,
        typer.Argument(
            help="A year (its current release), a release id, or a folder. 年度、发布编号或文件夹。"
        ),
    ],
    after: Annotated[
        str,
        typer.Argument(
            help="Likewise; left out: a year's current release against the one before. 同上；省略则与上一次发布比。"
        ),
    ] = "",
    unit: Unit = "",
    raw: Raw = None,
    warehouse: Warehouse = None,
) -> None:
    """Show who moved between two results, and why: changes of points that add up to the change of the composite. 结果对比。"""
    folders = workspace(raw, warehouse)
    first, last = _pair(folders, before, after)
    _show(first, last, unit)


def simulate_scheme(
    year: Annotated[int, typer.Argument(help="Year that is published. 已发布的年度。")],
    scheme: Annotated[Path, typer.Argument(help="Another scheme workbook for it. 另一份考评方案。")],
    unit: Unit = "",
    raw: Raw = None,
    warehouse: Warehouse = None,
) -> None:
    """Run another scheme over what the published release read, and show who moves. Publishes nothing. 方案试算。

    Exit 0: shown; 3: the gate would refuse the scheme, and no result is shown; 2: misuse.
    """
    import datetime as dt

    from orchestration.contracts import load_contracts
    from orchestration.publication import load_release
    from orchestration.simulation import simulated

    folders, period = workspace(raw, warehouse), Period.parse(str(year))
    release = load_release(_current(folders, period))
    reporter = ConsoleReporter(terminal())
    try:
        contracts = load_contracts(REPOSITORY / "raw")
        now = dt.datetime.now(dt.UTC)
        with simulated(folders, contracts, release, scheme.absolute(), now=now, reporter=reporter) as done:
            _print_grounds(done)
            _show(release.folder, done.build.folder, unit)
            if done.remarks:
                terminal().print(
                    "\n正式运行时还会提出的问题（与方案无关，或须答复） what a run would ask besides",
                    style="bold",
                )
                print_failed(terminal(), done.remarks)
    finally:
        reporter.close()


def _print_grounds(done: "Simulated") -> None:
    """Print first what, but for the scheme, may make a unit move."""
    told = []
    if not done.has_same_programs:
        told.append(
            "注意：已发布结果由另一版本的程序算出，变化可能部分来自程序。先用原方案试算一次，那时的变化即来自程序。 "
            "Mind: the release was made by another version of the programs, so some moves may come from them. Simulate with the "
            "release's own scheme first: what moves then comes from the programs."
        )
    told.append(
        "除方案外，所用数据即已发布结果的数据（已按发布编号核对）；此后到达的文件不计。 "
        "All but the scheme is what the release read, proven by its id; what arrived since is not seen."
        if done.has_same_inputs
        else "注意：所用数据取自发布清单，但未能按发布编号核实疑问答复、整改状态日期等与发布时完全一致；文件的差异见下表。 "
        "Mind: the files are those that the release lists, but its id does not prove that answers and the day of rectification "
        "states are the same; files that differ stand in the table below."
    )
    for line in told:
        terminal().print(line, highlight=False, soft_wrap=True)


def _show(before: Path, after: Path, unit: str) -> None:
    from orchestration.explain import find, render_difference
    from orchestration.results import difference

    code = find(after, unit) if unit else None
    terminal().print(render_difference(difference(before, after), code))


def _pair(folders: Workspace, before: str, after: str) -> tuple[Path, Path]:
    if after:
        return _result(folders, before), _result(folders, after)
    from orchestration.publication import releases

    period = Period.parse(before)
    chain = releases(folders, "annual", period)
    current = _current(folders, period)
    earlier = [release for release in chain if release.folder != current]
    if not earlier:
        raise UserError(
            f"{before} was published once: name what to compare with, such as `jixiao diff {period.year - 1} {before}`.",
            f"{before} 年只发布过一次，请写明与什么比较，如 jixiao diff {period.year - 1} {before}。",
        )
    return earlier[-1].folder, current


def _result(folders: Workspace, name: str) -> Path:
    """Return the folder of a result by year, release id or path."""
    if PERIOD_PATTERN.fullmatch(name):
        return _current(folders, Period.parse(name))
    if (Path(name) / "parquet").is_dir():
        return Path(name)
    found = [
        path
        for kind in ("published", "builds")
        for path in folders.warehouse.glob(f"{kind}/annual/*/{name}*")
        if (path / "parquet").is_dir() and not path.is_symlink()
    ]
    if not found:
        raise UserError(
            f"There is no result '{name}': name a year, a release id from {folders.warehouse}/published/annual, or a folder.",
            f"没有结果“{name}”：请写年度、{folders.warehouse}/published/annual 中的发布编号，或文件夹。",
        )
    return max(found)


def _current(folders: Workspace, period: Period) -> Path:
    current = folders.current("annual", period)
    if not current.exists():
        raise UserError(
            f"{period} has no published release: run `jixiao run {period.year}` first.",
            f"{period} 年尚无发布结果，请先运行 jixiao run {period.year}。",
        )
    return current.resolve()


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("diff")(diff_results)
    app.command("simulate")(simulate_scheme)
