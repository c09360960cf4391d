"""Chooses again what a published release read, with another scheme in place of its own, and tells whether anything else differs."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from orchestration.evaluation.candidates import build_id_of, inputs_id
from orchestration.evaluation.remarks import answers_that_count, queries_of
from orchestration.evaluation.selection import SCHEME, Selection, history_years
from orchestration.evaluation.submissions import Submission, latest_submissions
from orchestration.foundation.answers import answers
from orchestration.foundation.calendar import local_date
from orchestration.foundation.errors import Refused
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace

Manifest = Mapping[str, Any]


def select_as_published(workspace: Workspace, manifest: Manifest, scheme: Submission) -> Selection:
    """Return the inputs of a release, with another scheme; what arrived since is not seen.

    A scheme that looks further back than the release's own reads the earlier years as they stood then; one that looks less far
    back leaves them out.

    Args:
        workspace: Where the landing zone is, and as last year's current release the one that the release followed.
        manifest: The release's `manifest.json`.
        scheme: The other scheme, or the release's own.

    Raises:
        Refused: Something that the release read is no longer in the landing zone.
    """
    period, as_of = Period.parse(manifest["period"]), dt.datetime.fromisoformat(manifest["as_of"])
    read = [_landed(workspace, line) for line in manifest["inputs"]]
    first_read = period.year - history_years(read, period)
    first = period.year - history_years([scheme], period)
    earlier = [
        one
        for one in latest_submissions(workspace, as_of)
        if first <= one.period.year < first_read and one.dataset_key != SCHEME
    ]
    kept = [one for one in read if one.dataset_key != SCHEME and one.period.year >= first]
    kept += [one for one in earlier if one.dataset_key in {of_release.dataset_key for of_release in read}]
    chosen = sorted([*kept, scheme], key=lambda one: (*one.dataset_key, one.period.code))
    given = answers(workspace, as_of)
    findings = queries_of(chosen, given)
    said = tuple(answers_that_count(findings, given, period))
    return Selection("annual", period, as_of, tuple(chosen), tuple(findings), said)


def with_its_day(workspace: Workspace, manifest: Manifest, selection: Selection) -> tuple[Selection, bool]:
    """Return a selection with the day as of which the release judged what is overdue, and whether all its inputs are proven.

    A release's id is the fingerprint of what went in and of the programs: when the release's own selection gives the same id,
    nothing else went in.
    """
    own = next(line for line in manifest["inputs"] if (line["bureau"], line["dataset"]) == SCHEME)
    published = select_as_published(workspace, manifest, _landed(workspace, own))
    for day in (None, local_date(selection.as_of)):
        read = inputs_id(workspace, replace(published, state_date=day))
        if build_id_of(read, published, manifest["code_version"]) == manifest["build_id"]:
            return replace(selection, state_date=day), True
    return selection, False


def _landed(workspace: Workspace, line: Mapping[str, Any]) -> Submission:
    first = workspace.landed(line["bureau"], line["dataset"], Period.parse(line["period"]), line["sha256"])
    for path in sorted(first.parent.glob(f"{first.name}*/receipt.json")):
        receipt = json.loads(path.read_text(encoding="utf-8"))
        if receipt["decided_at"] == line["decided_at"]:
            return Submission(Path(path).parent, receipt)
    raise Refused(
        f"What the release read is no longer in {first.parent}: {line['file_name']}, accepted {line['decided_at']}. "
        "Restore the landing zone from its backup, then simulate again.",
        f"{first.parent} 中已没有该发布所用的文件：{line['file_name']}（{line['decided_at']} 接收）。请先从备份恢复 landing 文件夹，再试算。",
    )
