"""Runs another scheme over what a published release read, in a workspace of its own beside the real one, and has the gate judge it.

Nothing of it is published.
"""

import datetime as dt
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from expectations.index import ancestors
from orchestration import pipeline
from orchestration.contracts import Contracts
from orchestration.evaluation.as_published import select_as_published, with_its_day
from orchestration.evaluation.candidates import Build, code_version, open_build
from orchestration.evaluation.selection import SCHEME
from orchestration.evaluation.submissions import Submission, latest_submissions
from orchestration.foundation.atomic import passing_prefix, sweep
from orchestration.foundation.errors import Refused, UserError
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.gate import failing_rows
from orchestration.intake import Receipt, receive
from orchestration.publication import Release
from orchestration.reporting import Reporter

SCHEME_SOURCE = "efficiency_office__scheme__"
Checks = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Simulated:
    """A finished simulation.

    Attributes:
        build: Its build, gone when the simulation ends.
        remarks: Failed checks that are not the scheme's, and queries that a run would ask.
        has_same_inputs: Whether it is proven that all but the scheme is what the release read.
        has_same_programs: Whether the release was made by the same version of the programs.
    """

    build: Build
    remarks: Checks
    has_same_inputs: bool
    has_same_programs: bool


@contextmanager
def simulated(
    workspace: Workspace,
    contracts: Contracts,
    release: Release,
    scheme: Path,
    *,
    now: dt.datetime,
    reporter: Reporter,
) -> Iterator[Simulated]:
    """Yield the finished build of a published year under another scheme; its folder is gone afterwards.

    Args:
        workspace: The real folders; they are read and not changed, but for a folder under `warehouse/simulations`.
        contracts: All contracts.
        release: The published release, whose inputs it takes but for the scheme.
        scheme: The other scheme workbook; it goes through the same door and the same gate as any.
        now: The moment of the simulation.
        reporter: Told what is being done.

    Raises:
        UserError: The scheme is refused at the door, or there is no such file.
        Refused: The gate refuses the scheme, a model failed, or what the release read is gone.
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
        period = Period.parse(release.manifest["period"])
        submission = _receive_scheme(own, contracts, period, scheme, now)
        _follow(own, period, release)
        selection, proven = with_its_day(
            own, release.manifest, select_as_published(own, release.manifest, submission)
        )
        build = open_build(own, contracts, selection, token="simulation", now=now)  # noqa: S106
        remarks = _judged(build, submission, now, reporter)
        yield Simulated(build, remarks, proven, release.manifest["code_version"] == code_version())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _receive_scheme(
    own: Workspace, contracts: Contracts, period: Period, scheme: Path, now: dt.datetime
) -> Submission:
    dropped = own.raw / SCHEME[0] / period.code / scheme.name
    dropped.parent.mkdir(parents=True)
    shutil.copyfile(scheme, dropped)
    receipt = receive(own, contracts, dropped, now=now)
    if not receipt.accepted or receipt.dataset != SCHEME[1]:
        raise UserError(*_told(receipt))
    return next(
        one for one in latest_submissions(own, now) if one.dataset_key == SCHEME and one.period == period
    )


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


def _follow(own: Workspace, period: Period, release: Release) -> None:
    """Let last year's current release be the one that the published release followed, whatever has been published since."""
    current, followed = own.current("annual", Period(period.year - 1)), release.manifest["previous_year"]
    current.unlink(missing_ok=True)
    if followed is None:
        return
    if not (current.parent / followed["release_id"]).is_dir():
        raise Refused(
            f"The release of {period.year - 1} that {release.release_id} followed is gone: {followed['release_id']}. Restore it "
            "from the backup, then simulate again.",
            f"{release.release_id} 所依据的 {period.year - 1} 年发布 {followed['release_id']} 已不存在。请先从备份恢复，再试算。",
        )
    current.symlink_to(followed["release_id"])


def _judged(build: Build, scheme: Submission, now: dt.datetime, reporter: Reporter) -> Checks:
    """Run the models and the gate over a build; returns what the gate has to say that does not speak against the scheme."""
    for layer in pipeline.LAYERS:
        pipeline.run_layer(build, layer, reporter)
    pipeline.finish_candidate(build, reporter)
    failed = pipeline.judge_candidate(build, reporter, now=now).failed
    manifest = json.loads((build.folder / "dbt" / "manifest.json").read_text(encoding="utf-8"))
    of_scheme = [check for check in failed if _is_of_scheme(check, manifest)]
    if of_scheme:
        raise Refused(*_refusal(scheme, of_scheme, failing_rows(build.folder, manifest, of_scheme)))
    return failed


def _is_of_scheme(check: Mapping[str, Any], manifest: Mapping[str, Any]) -> bool:
    """Whether a failed check speaks against the scheme: all but queries, intake's findings and tests that the scheme is not above."""
    if check["severity"] == "query" or check["kind"] == "intake":
        return False
    if check["kind"] != "dbt":
        return True
    return any(SCHEME_SOURCE in name for name in ancestors(manifest, [check["check_id"]]))


def _refusal(scheme: Submission, failed: Checks, rows: Mapping[str, list[str]]) -> tuple[str, str]:
    name, en, zh = scheme.receipt["file"]["name"], [], []
    for check in failed:
        lines = rows.get(check["check_id"]) or [check["observed"] or "–"]
        found = "\n".join(f"      {line}" for line in lines)
        en.append(f"  {check['check_id']}\n    {check['message_en']} {check['fix_en']}\n{found}")
        zh.append(f"  {check['check_id']}\n    {check['message_zh']} {check['fix_zh']}\n{found}")
    return (
        f"{name} can't be scored: `jixiao run` would refuse it for the following. No results are shown. The simulation and its "
        "log are gone; the first failing rows stand here.\n" + "\n".join(en),
        f"{name} 不能用于试算：正式运行会因下列问题拒绝发布，故不显示结果。试算及其日志已删除，不合格的行（前几行）列于各条之下。\n"
        + "\n".join(zh),
    )
