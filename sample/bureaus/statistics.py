"""What the statistics bureau drops: yearbook workbooks with real figures, and synthetic quarterly flash figures."""

from pathlib import Path

from sample.bureaus.layout import QUARTERS, UNIT_HEADERS, Rows, named, quarter_name, single, write_book
from sample.figures.economy import GROWTH, growth_so_far
from sample.units import CITY, COUNTY, ZONE, units_of
from sample.workbook import write_workbook
from sample.yearbook import yearbook_sheet, yearbooks

GROWTH_HEADER = "累计同比增速（%）"
GROWTH_NAMES = ("地区生产总值", "规模以上工业增加值", "第三产业增加值", "固定资产投资", "社会消费品零售总额")


def write(raw: Path, year: int) -> None:
    """Write a year's files."""
    folder = raw / "statistics"
    for yearbook in yearbooks(year):
        path = folder / str(year) / f"{year}年{yearbook.title}.xlsx"
        write_workbook(path, [yearbook_sheet(year, yearbook)])
    for quarter in QUARTERS:
        _flash(folder / f"{year}Q{quarter}", year, quarter)


def _flash(folder: Path, year: int, quarter: int) -> None:
    headers = [*single(*UNIT_HEADERS), *((GROWTH_HEADER, name) for name in GROWTH_NAMES)]
    rows: Rows = [
        [*named(unit), *(growth_so_far(unit, year, quarter, name) for name in GROWTH)]
        for unit in (CITY, *units_of(year, COUNTY, ZONE))
    ]
    write_book(folder, "季度快报", f"{quarter_name(year, quarter)}主要经济指标季度快报", headers, rows)
