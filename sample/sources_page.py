"""Writes raw/SOURCES.md from the same data as the files: every real figure's source, what was left out, what is synthetic."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from sample.left_out import left_out
from sample.published import Figure, sources
from sample.standing import budget_entries, standing_figures, yearbook_entries
from sample.units import COUNTIES
from sample.yearbook import STATUS

SYNTHETIC = Path(__file__).parent / "synthetic.md"
OPENING = """# Where the figures of the sample come from 样本数据来源

演示数据 sample data, not an official result. This page is written by `python -m sample.generate` from the same data as the files.

Real figures (数据性质 实际) are copied from public sources as these print them; nothing is estimated, derived or filled in, and only
finance's file turns 亿元 into 万元. They stand in statistics' two yearbook workbooks, which hold nothing else, and in the rows of
finance's 一般公共预算执行情况 that say so.
Everything else is synthetic (数据性质 合成演示) and says so in the same file. 350128 平潭县 stands for the 平潭综合实验区.
"""
GRADES = """Grades: A official page · A- official text through a known mirror · B third-party transcription · C aggregator. The column
"here" counts the figures that stand in files of this folder.
"""
STAGES = """A workbook states one 数据阶段 for all its figures: {}. Where a source leaves the status open
(unknown), the stage is that of its workbook; 2019's social insurance figures are final and are stated more cautiously than they are.
"""
BUDGETS = """`finance/<year>/<year>年一般公共预算执行情况.csv`; 亿元 × 10,000 is 万元. The other rows are synthetic.
"""


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "".join(f"| {' | '.join(str(cell).replace('|', '/') for cell in line)} |\n" for line in lines)


def _source_id(figure: Figure) -> str:
    return sources()[figure.source_title].source_id


def _sources() -> str:
    counts = Counter(_source_id(figure) for figure in standing_figures())
    rows = [
        (s.source_id, s.source_title, s.source_address, s.kind, s.grade, counts[s.source_id], s.note)
        for s in sources().values()
    ]
    return table(("id", "title", "address", "kind", "grade", "here", "note"), rows)


def _columns() -> str:
    rows = []
    for (file, column), entries in groupby(yearbook_entries(), key=lambda entry: (entry.file, entry.column)):
        by_source: dict[tuple[str, str], list[str]] = {}
        for entry in entries:
            key = (_source_id(entry.figure), entry.figure.status)
            by_source.setdefault(key, []).append(entry.figure.unit_zh)
        for (source_id, status), units in by_source.items():
            named = "、".join(units) if len(units) < len(COUNTIES) else "all"
            rows.append((file, column, source_id, status, len(units), named))
    return table(("file", "column", "source", "status", "figures", "units"), rows)


def _budgets() -> str:
    rows = [
        (
            entry.figure.year, entry.figure.unit_zh, entry.item, f"{entry.figure.value} {entry.figure.unit_of_measure}",
            f"{entry.cny_10k:,.2f}", _source_id(entry.figure),
        )
        for entry in budget_entries()
    ]  # fmt: skip
    return table(("year", "unit", "科目", "as published", "in the file (万元)", "source"), rows)


def _left_out() -> str:
    units: dict[tuple[int, str, str, str], list[str]] = {}
    for figure, why in left_out():
        key = (figure.year, figure.indicator_zh, figure.unit_of_measure, why)
        units.setdefault(key, []).append(figure.unit_zh)
    rows = [(*key[:3], "、".join(names), key[3]) for key, names in sorted(units.items())]
    return table(("year", "figure", "unit of measure", "units", "why"), rows)


def page() -> str:
    """Return the page."""
    stages = "、".join(f"{year} {stage}" for year, stage in STATUS.items())
    return "\n".join(
        (
            OPENING,
            "## Sources\n",
            GRADES,
            _sources(),
            "## Statistics: file and column\n",
            STAGES.format(stages),
            _columns(),
            "## Finance: row by row\n",
            BUDGETS,
            _budgets(),
            "## Real figures that stand in no file\n",
            _left_out(),
            SYNTHETIC.read_text(encoding="utf-8"),
        )
    )


def write_sources(path: Path) -> None:
    """Write the page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(), encoding="utf-8", newline="\n")
