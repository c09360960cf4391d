"""Real figures stand in the files exactly as published, and nothing else calls itself real."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from orchestration.foundation.workspace import REPOSITORY
from sample.left_out import left_out
from sample.published import figures, sources
from sample.standing import standing_figures
from sample.yearbook import YEARBOOKS, Column, Yearbook, yearbooks
from tests.unit.sample.conftest import RAW, csv_rows, dropped, sheets

YEARS = (2018, 2019, 2020)
COLUMNS = [
    (year, yearbook, position, column)
    for year in YEARS
    for yearbook in yearbooks(year)
    for position, column in enumerate(yearbook.columns, 1)
]


def _published() -> dict[tuple[str, str, str, str], set[Decimal]]:
    """Return every value that a source prints for a fact, read without the generator's code."""
    facts: dict[tuple[str, str, str, str], set[Decimal]] = {}
    with (REPOSITORY / "sample/real/figures.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            key = (row["year"], row["unit_zh"], row["indicator_zh"], row["unit_of_measure"])
            facts.setdefault(key, set()).add(Decimal(row["value"]))
    return facts


PUBLISHED = _published()


@pytest.mark.parametrize(
    ("year", "yearbook", "position", "column"),
    COLUMNS,
    ids=[f"{year} {'/'.join(column.header)}" for year, _, _, column in COLUMNS],
)
def test_a_yearbook_column_holds_published_figures_only(
    year: int, yearbook: Yearbook, position: int, column: Column
) -> None:
    rows = sheets(RAW / f"statistics/{year}/{year}年{yearbook.title}.xlsx")[yearbook.sheet]
    first = 2 + max(len(one.header) for one in yearbook.columns)
    for row in rows[first : first + 14]:
        unit, cell = str(row[0]).strip("　"), row[position]
        if cell not in ("", "-"):
            known = PUBLISHED.get((str(year), unit, column.indicator, column.unit_of_measure), set())
            assert Decimal(str(cell)) in known, f"{unit} {column.header}"


def test_the_final_figure_wins_over_the_preliminary_one() -> None:
    rows = sheets(RAW / "statistics/2018/2018年居民收入、人口和社会保障.xlsx")["收入人口社保"]
    minqing = next(row for row in rows if str(row[0]).endswith("闽清县"))
    assert minqing[1:5] == [31491, 8.8, 14714, 9.1]


def test_the_three_districts_without_rural_residents_have_a_dash() -> None:
    for year in YEARS:
        rows = sheets(RAW / f"statistics/{year}/{year}年居民收入、人口和社会保障.xlsx")["收入人口社保"]
        dashes = {str(row[0]).strip("　") for row in rows if row[3] == "-" and row[4] == "-"}
        assert dashes == {"鼓楼区", "台江区", "仓山区"}


@pytest.mark.parametrize("year", YEARS)
def test_a_budget_row_is_real_exactly_where_the_amount_is_published(year: int) -> None:
    names = {"地方一般公共预算收入": ("地方一般公共预算收入",)}
    factors = {"万元": Decimal(1), "亿元": Decimal(10_000)}
    for row in csv_rows(RAW / f"finance/{year}/{year}年一般公共预算执行情况.csv"):
        published = {
            value * factor
            for name in names.get(row["科目"], ("一般公共预算支出", "地方一般公共预算支出"))
            for measure, factor in factors.items()
            for value in PUBLISHED.get((str(year), row["单位名称"], name, measure), ())
        }
        amount = Decimal(row["金额（万元）"].replace(",", ""))
        assert (row["数据性质"] == "实际") == bool(published)
        assert amount in published or row["数据性质"] == "合成演示"


def test_the_budget_files_carry_as_many_real_rows_as_are_public() -> None:
    counts = {
        year: sum(
            row["数据性质"] == "实际"
            for row in csv_rows(RAW / f"finance/{year}/{year}年一般公共预算执行情况.csv")
        )
        for year in YEARS
    }
    assert counts == {2018: 1, 2019: 3, 2020: 16}


def test_every_real_figure_stands_in_a_file_or_is_left_out_with_a_reason() -> None:
    used = standing_figures()
    unused = left_out()
    assert len(used) == len(set(used))
    assert {*used, *(figure for figure, _ in unused)} == set(figures())
    assert all(why for _, why in unused)


def test_every_real_figure_names_a_known_source_and_the_page_tells_it() -> None:
    page = (RAW / "SOURCES.md").read_text(encoding="utf-8")
    for figure in figures():
        source = sources()[figure.source_title]
        assert source.grade in {"A", "A-", "B", "C"}
        assert source.source_title in page
        assert source.source_address in page


@pytest.mark.parametrize("path", dropped(RAW, "*/*/*.xlsx"), ids=str)
def test_a_workbook_says_whether_it_is_real(path: Path) -> None:
    real = any(path.name.endswith(f"{yearbook.title}.xlsx") for yearbook in YEARBOOKS)
    for rows in sheets(RAW / path).values():
        assert f"数据性质：{'实际' if real else '合成演示'}" in rows[1]
        assert any("演示数据 sample data, not an official result" in str(row[0]) for row in rows[2:])
