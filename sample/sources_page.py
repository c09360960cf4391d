"""Writes raw/SOURCES.md from the same data as the files: every real figure's source, what was left out, what is synthetic."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from sample.bureaus.finance import ITEMS
from sample.figures.money import YEARS, published_budget
from sample.left_out import left_out
from sample.published import Figure, sources
from sample.units import CITY, COUNTIES
from sample.yearbook import STATUS, YEARBOOKS, carried

SYNTHETIC_TEXT = (Path(__file__).parent / "synthetic.md").read_text
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


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "".join(f"| {' | '.join(str(cell).replace('|', '/') for cell in line)} |\n" for line in lines)


def _budget_figures() -> Iterator[tuple[int, str, Figure, float]]:
    for year in YEARS:
        for unit in (CITY, *COUNTIES):
            for item in ITEMS:
                amount = published_budget(year, unit.code, item)
                if amount and amount.figure:
                    yield year, item, amount.figure, amount.cny_10k


def _yearbook_figures() -> list[tuple[str, str, Figure]]:
    return [
        (f"statistics/{year}/{year}年{yearbook.title}.xlsx", " / ".join(column.header), figure)
        for year in YEARS
        for yearbook in YEARBOOKS
        for column, figure in carried(year, yearbook)
    ]


def _source_id(figure: Figure) -> str:
    return sources()[figure.source_title].source_id


def _sources(used: Sequence[Figure]) -> str:
    counts = dict.fromkeys((source.source_id for source in sources().values()), 0)
    for figure in used:
        counts[_source_id(figure)] += 1
    rows = [
        (s.source_id, s.source_title, s.source_address, s.kind, s.grade, counts[s.source_id], s.note)
        for s in sources().values()
    ]
    return table(("id", "title", "address", "kind", "grade", "here", "note"), rows)


def _columns(standing: Sequence[tuple[str, str, Figure]]) -> str:
    rows = []
    for (file, column), group in groupby(standing, key=lambda entry: entry[:2]):
        by_source: dict[tuple[str, str], list[str]] = {}
        for _, _, figure in group:
            by_source.setdefault((_source_id(figure), figure.status), []).append(figure.unit_zh)
        for (source_id, status), units in by_source.items():
            named = "、".join(units) if len(by_source) > 1 or len(units) < len(COUNTIES) else "all"
            rows.append((file, column, source_id, status, len(units), named))
    return table(("file", "column", "source", "status", "figures", "units"), rows)


def _budgets(entries: Iterable[tuple[int, str, Figure, float]]) -> str:
    rows = [
        (
            year,
            figure.unit_zh,
            item,
            f"{figure.value} {figure.unit_of_measure}",
            f"{cny_10k:,.2f}",
            _source_id(figure),
        )
        for year, item, figure, cny_10k in entries
    ]
    return table(("year", "unit", "科目", "as published", "in the file (万元)", "source"), rows)


def _left_out(used: Iterable[Figure]) -> str:
    rows = []
    entries = left_out(used)
    key = lambda entry: (entry[0].year, entry[0].indicator_zh, entry[0].unit_of_measure, entry[1])  # noqa: E731
    for (year, name, measure, why), group in groupby(sorted(entries, key=key), key=key):
        rows.append((year, name, measure, "、".join(figure.unit_zh for figure, _ in group), why))
    return table(("year", "figure", "unit of measure", "units", "why"), rows)


def page() -> str:
    """Return the page."""
    standing, budgets = _yearbook_figures(), list(_budget_figures())
    used = [figure for *_, figure in standing] + [figure for _, _, figure, _ in budgets]
    stages = "、".join(f"{year} {stage}" for year, stage in STATUS.items())
    return "\n".join(
        (
            OPENING,
            "## Sources\n",
            GRADES,
            _sources(used),
            "## Statistics: file and column\n",
            f"A workbook states one 数据阶段 for all its figures: {stages}. Where a source leaves the status open (unknown), the stage is",
            "that of its workbook; 2019's social insurance figures are final and are stated more cautiously than they are.\n",
            _columns(standing),
            "## Finance: row by row\n",
            "`finance/<year>/<year>年一般公共预算执行情况.csv`; 亿元 × 10,000 is 万元. The other rows are synthetic.\n",
            _budgets(budgets),
            "## Real figures that stand in no file\n",
            _left_out(used),
            SYNTHETIC_TEXT(encoding="utf-8"),
        )
    )


def write_sources(path: Path) -> None:
    """Write the page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(), encoding="utf-8", newline="\n")
