"""Puts an explanation on a page for the terminal: whose it is on top, what it rests on at the foot."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from orchestration.explain.formulas import number
from orchestration.explain.indicator_view import indicator_lines
from orchestration.explain.progress_record import Progress, latest
from orchestration.explain.progress_view import alert_lines, progress_lines, progress_table
from orchestration.explain.record import Explanation
from orchestration.explain.unit_view import unit_blocks
from orchestration.explain.words import NOTICE, table

HASH_DIGITS = 16


def _head(explanation: Explanation | Progress) -> list[RenderableType]:
    unit = explanation.unit
    title = (
        f"{explanation.release['period_code']} {unit['unit_name_zh']} {unit['unit_name_en']} ({unit['unit_code']})  "
        f"{unit['group_name_zh']} {unit['group_name_en']}"
    )
    notice = (
        [Text(f" {NOTICE} ", style="bold black on yellow")] if explanation.release["is_synthetic"] else []
    )
    return [*notice, Text(title, style="bold")]


def _sources(explanation: Explanation | Progress) -> Table:
    made = table("依据的文件 files that this rests on", "文件 file", "sha256")
    for row in explanation.sources:
        mark = "（演示 synthetic）" if row["is_synthetic"] else ""
        file = f"{row['bureau_code']}/{row['period_code']}/{row['file_name']}{mark}"
        made.add_row(file, f"{row['file_sha256'][:HASH_DIGITS]}…")
    return made


def _foot(explanation: Explanation | Progress) -> list[RenderableType]:
    release = explanation.release
    lines = (
        f"发布 release {release['release_id']}；代码 code {release['code_version']}；输入 inputs {release['input_count']}",
        f"方案 scheme {release['scheme_submission_id']} sha256 {release['scheme_sha256'][:HASH_DIGITS]}…",
    )
    return [Text(""), _sources(explanation), Text(""), *(Text(line, style="dim") for line in lines)]


def render(explanation: Explanation) -> RenderableType:
    """Return an explanation as something rich can print: the whole unit, or one indicator taken apart."""
    if explanation.indicator is None:
        body = unit_blocks(explanation)
    else:
        body = [line for row in explanation.indicators for line in indicator_lines(explanation, row)]
    return Group(*_head(explanation), *body, *_foot(explanation))


def render_progress(progress: Progress) -> RenderableType:
    """Return a unit's progress as something rich can print: all that is monitored, or one indicator taken apart."""
    body: list[RenderableType] = [Text("")]
    if progress.indicator is None:
        body += [progress_table(latest(progress.quarters)), Text(""), *alert_lines(progress.alerts)]
    else:
        named = (*progress.quarters, *progress.alerts)[0]
        title = f"{named['node_name_zh']} {named['node_name_en']} ({named['indicator_code']})"
        weight = f"  权重 weight {number(named['weight'])}" if named.get("weight") is not None else ""
        body += [
            Text(f"{title}{weight}", style="bold"),
            *progress_lines(progress, progress.quarters, progress.alerts),
        ]
    return Group(*_head(progress), *body, *_foot(progress))
