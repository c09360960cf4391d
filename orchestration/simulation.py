"""Runs another scheme over what has landed, in a workspace of its own beside the real one. Nothing of it is judged or published."""

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from orchestration import pipeline
from orchestration.contracts import Contracts
from orchestration.evaluation.candidates import Build
from orchestration.evaluation.selection import SCHEME
from orchestration.foundation.atomic import passing_prefix, sweep
from orchestration.foundation.errors import UserError
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake import Receipt, receive
from orchestration.reporting import Reporter


@contextmanager
def simulated(
    workspace: Workspace,
    contracts: Contracts,
    period: Period,
    scheme: Path,
    *,
    now: dt.datetime,
    reporter: Reporter,
) -> Iterator[Build]:
    """Yield the finished build of a year under another scheme; its folder is gone afterwards.

    Args:
        workspace: The real folders; they are read and not changed, but for a folder under `warehouse/simulations`.
        contracts: All contracts.
        period: The year.
        scheme: The other scheme workbook; it goes through the same door as any.
        now: The moment of the simulation.
        reporter: Told what is being done.

    Raises:
        UserError: The scheme is refused at the door, or there is no such file.
        Refused: The figures that have landed are not enough, or a model failed.
    """
    if not scheme.is_file():
        raise UserError(f"There is no file {scheme}.", f"没有文件 {scheme}。")
    parent = workspace.warehouse / "simulations"
    parent.mkdir(parents=True, exist_ok=True)
    sweep(parent)
    folder = parent / f"{passing_prefix()}{now:%H%M%S%f}"
    own = Workspace(folder / "raw", folder / "warehouse", workspace.given_key)
    try:
        # What has landed and what is published never changes, so links are as good as copies.
        for name in ("landing", "published"):
            if (workspace.warehouse / name).is_dir():
                shutil.copytree(
                    workspace.warehouse / name, own.warehouse / name, copy_function=os.link, symlinks=True
                )
        _receive_scheme(own, contracts, period, scheme, now)
        yield _built(own, contracts, period, now, reporter)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _receive_scheme(
    own: Workspace, contracts: Contracts, period: Period, scheme: Path, now: dt.datetime
) -> None:
    dropped = own.raw / SCHEME[0] / period.code / scheme.name
    dropped.parent.mkdir(parents=True)
    shutil.copyfile(scheme, dropped)
    receipt = receive(own, contracts, dropped, now=now)
    if not receipt.accepted or receipt.dataset != SCHEME[1]:
        raise UserError(*_told(receipt))


def _told(receipt: Receipt) -> tuple[str, str]:
    lines = [
        (
            f"  {f.sheet or ''} {f.cell or ''} {f.message_en} {f.fix_en}",
            f"  {f.sheet or ''} {f.cell or ''} {f.message_zh}{f.fix_zh}",
        )
        for f in receipt.findings
    ] or [("  It is no scheme workbook by its name.", "  文件名不是考评方案。")]
    return (
        f"{receipt.file_name} is refused as a scheme:\n" + "\n".join(en for en, _ in lines),
        f"{receipt.file_name} 不能作为考评方案：\n" + "\n".join(zh for _, zh in lines),
    )


def _built(
    own: Workspace, contracts: Contracts, period: Period, now: dt.datetime, reporter: Reporter
) -> Build:
    build = pipeline.open_candidate(own, contracts, "annual", period, token="simulation", as_of=now, now=now)  # noqa: S106
    for layer in pipeline.LAYERS:
        pipeline.run_layer(build, layer, reporter)
    pipeline.finish_candidate(build, reporter)
    return build
