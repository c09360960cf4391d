"""The statistics bureau's yearbook workbooks: which real figure stands in which column. They hold real figures only."""

from collections.abc import Iterator
from dataclasses import dataclass

from sample.published import Figure, best
from sample.textfile import Cell
from sample.units import CITY, COUNTIES
from sample.workbook import SAMPLE_NOTE, Sheet

CORE_WITHOUT_RURAL = ("350102", "350103", "350104")
RURAL_INCOME = "农村居民人均可支配收入"
GDP_INDEX, GDP_RATE = ("地区生产总值指数", "上年=100"), ("地区生产总值增长率", "%")
LAST_YEAR_OF_INDICES = 2018
# The year's figures are final, except that 2019's stand in work reports and bulletins.
STATUS = {2018: "年报", 2019: "初步核算", 2020: "年报"}


@dataclass(frozen=True)
class Column:
    """A column: its header from top to bottom, and the figure that stands in it."""

    header: tuple[str, ...]
    indicator: str
    unit_of_measure: str


@dataclass(frozen=True)
class Yearbook:
    """A yearbook table of one dataset."""

    dataset: str
    sheet: str
    title: str
    columns: tuple[Column, ...]


ACCOUNTS = Yearbook("county_accounts", "核算", "县（市）区国民经济核算", (
    Column(("地区生产总值", "总量（亿元）"), "地区生产总值", "亿元"),
    Column(("地区生产总值", "总量（万元）"), "地区生产总值", "万元"),
    Column(("地区生产总值", "指数"), *GDP_INDEX),
    Column(("地区生产总值", "增速（%）"), *GDP_RATE),
    Column(("第一产业", "增加值（万元）"), "第一产业增加值", "万元"),
    Column(("第一产业", "指数"), "第一产业增加值指数", "上年=100"),
    Column(("第二产业", "增加值（万元）"), "第二产业增加值", "万元"),
    Column(("第二产业", "指数"), "第二产业增加值指数", "上年=100"),
    Column(("第二产业", "其中：工业指数"), "工业增加值指数", "上年=100"),
    Column(("第二产业", "其中：建筑业指数"), "建筑业增加值指数", "上年=100"),
    Column(("第三产业", "增加值（万元）"), "第三产业增加值", "万元"),
    Column(("第三产业", "指数"), "第三产业增加值指数", "上年=100"),
    Column(("人均地区生产总值", "指数"), "人均地区生产总值指数", "上年=100"),
))  # fmt: skip
LIVELIHOOD = Yearbook("livelihood", "收入人口社保", "居民收入、人口和社会保障", (
    Column(("城镇居民人均可支配收入", "绝对数（元）"), "城镇居民人均可支配收入", "元"),
    Column(("城镇居民人均可支配收入", "增长（%）"), "城镇居民人均可支配收入增长率", "%"),
    Column(("农村居民人均可支配收入", "绝对数（元）"), RURAL_INCOME, "元"),
    Column(("农村居民人均可支配收入", "增长（%）"), f"{RURAL_INCOME}增长率", "%"),
    Column(("人口", "常住人口（人）"), "年末常住人口(估计,普查修订前)", "人"),
    Column(("人口", "七普常住人口（万人）"), "常住人口(七普,四舍五入)", "万人"),
    Column(("人口", "户籍人口（人）"), "户籍人口(年末)", "人"),
    Column(("社会保障", "基本医疗保险参保人数（万人）"), "期末参加基本医疗保险人数", "万人"),
    Column(("社会保障", "城乡居民养老保险参保人数（万人）"), "期末参加城乡居民社会养老保险人数", "万人"),
    Column(("社会保障", "职工养老保险参保人数（万人）"), "期末参加基本养老保险职工人数", "万人"),
    Column(("社会保障", "城镇低保人数（万人）"), "城镇居民最低生活保障人数", "万人"),
    Column(("社会保障", "农村低保人数（万人）"), "农村居民最低生活保障人数", "万人"),
))  # fmt: skip
YEARBOOKS = (ACCOUNTS, LIVELIHOOD)
# Up to 2018 the table held index numbers only, under a header of one level: the contract's version 1.
ACCOUNTS_2018 = Yearbook("county_accounts", "指数", ACCOUNTS.title, tuple(
    Column((header,), indicator, "上年=100") for header, indicator in (
        ("地区生产总值指数", GDP_INDEX[0]),
        ("第一产业指数", "第一产业增加值指数"),
        ("第二产业指数", "第二产业增加值指数"),
        ("工业指数", "工业增加值指数"),
        ("建筑业指数", "建筑业增加值指数"),
        ("第三产业指数", "第三产业增加值指数"),
        ("人均地区生产总值指数", "人均地区生产总值指数"),
    )
))  # fmt: skip


def yearbooks(year: int) -> tuple[Yearbook, ...]:
    """Return the tables of a year in that year's layout."""
    return YEARBOOKS if year > LAST_YEAR_OF_INDICES else (ACCOUNTS_2018, LIVELIHOOD)


def figure_for(year: int, adcode: str, column: Column) -> Figure | None:
    """Return the real figure that stands in a column for a unit, or None."""
    if (column.indicator, column.unit_of_measure) == GDP_RATE and best(year, adcode, *GDP_INDEX):
        # The yearbook's index is the same fact, and final; a work report's rate beside it would be a second value.
        return None
    return best(year, adcode, column.indicator, column.unit_of_measure)


def carried(year: int, yearbook: Yearbook) -> Iterator[tuple[Column, Figure]]:
    """Yield every real figure of a year's workbook with its column."""
    for column in yearbook.columns:
        for unit in (CITY, *COUNTIES):
            if figure := figure_for(year, unit.code, column):
                yield column, figure


def _cell(year: int, adcode: str, column: Column) -> Cell:
    if figure := figure_for(year, adcode, column):
        return figure.number
    # The yearbook prints a dash for the districts that have no rural residents.
    return "-" if column.indicator.startswith(RURAL_INCOME) and adcode in CORE_WITHOUT_RURAL else None


def yearbook_sheet(year: int, yearbook: Yearbook) -> Sheet:
    """Return a year's workbook: the city first, its counties indented below it, blank where nothing is public."""
    rows: list[list[Cell]] = [
        [("" if unit is CITY else "　") + unit.name, *(_cell(year, unit.code, c) for c in yearbook.columns)]
        for unit in (CITY, *COUNTIES)
    ]
    titles = dict.fromkeys(figure.source_title for _, figure in carried(year, yearbook))
    notes = (
        "注：空白表示未公布，“-”表示不适用；指数以上年为100。",
        f"资料来源：{'；'.join(titles)}。地址与可靠程度见 raw/SOURCES.md。",
        f"说明：本表为公开的实际数据，随演示数据一并提供。{SAMPLE_NOTE}",
    )
    headers = [("地区",), *(column.header for column in yearbook.columns)]
    statements = ("计量单位：见表头", "数据性质：实际", f"数据阶段：{STATUS[year]}")
    return Sheet(yearbook.sheet, f"{year}年福州市{yearbook.title}", headers, rows, statements, notes)
