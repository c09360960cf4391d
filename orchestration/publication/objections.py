"""Whether the units' objections let a candidate be signed: all decided, the upheld ones answered by a corrected file that it reads.

View, object, decide (docs/releases.md): what was decided is data of the candidate itself, so its content hash covers it.
"""

import json
from collections.abc import Iterator
from typing import Any

from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.publication.audit import Audited, Problem
from orchestration.publication.release import Release, releases
from orchestration.publication.release_types import SIGNED
from orchestration.results.release_tables import Row, open_release

DATASET = ("efficiency_office", "objections")
TABLE = "fct_objection"
OBJECTIONS = f"select * from {TABLE} order by objection_no"
UNDECIDED = {
    "open": ("尚未答复", "has not been answered"),
    "answered": ("已答复，尚未决定", "is answered but not decided"),
}
UPHELD = "upheld"
SHOWN_DIGITS = 12


def objection_problems(workspace: Workspace, audited: Audited, release_type: str) -> Iterator[Problem]:
    """Yield why objections hold a signed release back; an unsigned one is what units object to, so nothing does.

    Args:
        workspace: Where files of objections land and releases lie.
        audited: The candidate.
        release_type: Type of the release that is asked for.
    """
    candidate = audited.candidate
    if release_type not in SIGNED or candidate["kind"] != "annual":
        return
    period = Period.parse(candidate["period"])
    yield from _unread_problems(workspace, candidate, period)
    with open_release(audited.build) as tables:
        rows = tables.rows(OBJECTIONS) if tables.has(TABLE) else []
    shown = {release.release_id: release for release in releases(workspace, "annual", period)}
    for row in rows:
        named = f"{row['objection_no']}（{row['unit_code']}，{row['objection_date']}）"
        if row["objection_state"] in UNDECIDED:
            zh, en = UNDECIDED[row["objection_state"]]
            yield (
                f"异议 {named} {zh}；请效能办在“异议处理”的处理表中写明答复和决定后重新报送。",
                f"Objection {named} {en}: the efficiency office drops its file of objections anew with answer and decision.",
            )
        if row["objection_state"] == UPHELD:
            yield from _upheld_problems(named, row, shown.get(row["objected_release_id"]))


def _upheld_problems(named: str, row: Row, objected: Release | None) -> Iterator[Problem]:
    if row["corrected_sha256"] is None:
        yield (
            f"异议 {named} 已采纳，但处理表未填写更正文件哈希；请在更正文件接收后填写并重新报送。",
            f"Objection {named} is upheld but names no corrected file: fill in its hash once it has been accepted, and drop the file anew.",
        )
    elif row["corrected_submission_id"] is None:
        yield (
            f"异议 {named} 已采纳，但本次计算没有采用更正文件 {row['corrected_sha256'][:SHOWN_DIGITS]}；请报送更正文件并重新计算。",
            (
                f"Objection {named} is upheld, but this candidate does not read the corrected file "
                f"{row['corrected_sha256'][:SHOWN_DIGITS]}: drop it and run again."
            ),
        )
    elif objected is None:
        yield (
            f"异议 {named} 所涉发布 {row['objected_release_id']} 不在本年度的发布之中；请核对发布编号。",
            f"Objection {named} is to release {row['objected_release_id']}, which is none of this year: check its id.",
        )
    elif any(line["sha256"].startswith(row["corrected_sha256"]) for line in objected.manifest["inputs"]):
        yield (
            f"异议 {named} 已采纳，但所填更正文件就是原结果所用的文件 {row['corrected_file_name']}。",
            (
                f"Objection {named} is upheld, but the corrected file it names, {row['corrected_file_name']}, "
                "is the one that the results objected to had read."
            ),
        )


def _unread_problems(workspace: Workspace, candidate: dict[str, Any], period: Period) -> Iterator[Problem]:
    """Yield that a file of objections was accepted after the ones that the candidate read."""
    folder = workspace.landing.joinpath(*DATASET, period.code)
    receipts = (json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*/receipt.json"))
    newest = max(receipts, key=lambda receipt: str(receipt["decided_at"]), default=None)
    if newest is None:
        return
    read = {
        line["submission_id"]
        for line in candidate["inputs"]
        if (line["bureau"], line["dataset"]) == DATASET and line["period"] == period.code
    }
    if newest["submission_id"] not in read:
        yield (
            f"计算之后又接收了异议处理文件 {newest['file']['name']}；请重新计算。",
            f"A file of objections was accepted after this was computed ({newest['file']['name']}): run the evaluation again.",
        )
