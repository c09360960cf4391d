"""Great Expectations' own pages about the gate's run (Data Docs), as working papers in the build folder. The record is `verdicts.json`.

Great Expectations' renderers say what stands on a page; the page around it is ours, since theirs loads style sheets, scripts and pictures from
a dozen places on the network. A policy in the page forbids to load anything at all.
"""

import shutil
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from expectations.building import great_expectations

DATA_DOCS = "data_docs"
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>{style}</style></head><body><main>{body}</main></body></html>
"""
STYLE = """body{font:14px/1.5 "Noto Sans CJK SC",sans-serif;max-width:1100px;margin:1rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0}td,th{border-bottom:1px solid #d9dee5;padding:4px 8px;text-align:left;vertical-align:top}
.alert,.ge-section{margin:1rem 0}h5{font-size:1.1rem;margin:.5rem 0}.n{text-align:right}
.fa-check-circle::before{content:"✓";color:#1b7f4d}.fa-times::before,.fa-times-circle::before,.fa-exclamation-triangle::before{content:"✗";color:#b3362b}"""


class Examined(NamedTuple):
    """What Great Expectations found in one frame.

    Attributes:
        table: The mart table.
        frame: Name of the frame.
        result: Its validation result.
    """

    table: str
    frame: str
    result: Any


def _name(one: Examined) -> str:
    return f"{one.table}.{one.frame}.html"


def _page(title: str, body: str) -> str:
    return PAGE.format(title=escape(title), style=STYLE, body=body)


def _sections(one: Examined) -> str:
    great_expectations()
    from great_expectations.render.renderer import ValidationResultsPageRenderer
    from great_expectations.render.view.view import DefaultJinjaSectionView

    view = DefaultJinjaSectionView()
    sections = ValidationResultsPageRenderer().render(one.result).sections
    return "".join(
        view.render({"section": section.to_json_dict(), "section_loop": {"index": number}})
        for number, section in enumerate(sections, start=1)
    )


def _line(one: Examined) -> str:
    told = one.result.statistics
    met, asked = told["successful_expectations"], told["evaluated_expectations"]
    icon = "fa-check-circle" if met == asked else "fa-times"
    return (
        f'<tr><td><a href="{escape(_name(one))}">{escape(one.table)} · {escape(one.frame)}</a></td>'
        f'<td class="n">{met} / {asked}</td><td><i class="{icon}"></i></td></tr>'
    )


def write_data_docs(build: Path, examined: Sequence[Examined]) -> None:
    """Write `data_docs/` into a build folder, in place of what an earlier run of the gate left there.

    Args:
        build: The build folder.
        examined: What Great Expectations found, frame by frame.
    """
    folder = build / DATA_DOCS
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    title = f"Great Expectations: {build.name}"
    rows = "".join(map(_line, examined))
    note = (
        "审核的记录是 verdicts.json；此处为工作底稿。 The record is verdicts.json; these are working papers."
    )
    head = '<tr><th>表 table · frame</th><th class="n">通过 met</th><td></td></tr>'
    (folder / "index.html").write_text(
        _page(title, f"<h1>{escape(title)}</h1><p>{note}</p><table>{head}{rows}</table>"), encoding="utf-8"
    )
    for one in examined:
        name = f"{one.table} · {one.frame}"
        body = f'<p><a href="index.html">← index</a></p><h1>{escape(name)}</h1>{_sections(one)}'
        (folder / _name(one)).write_text(_page(name, body), encoding="utf-8")
