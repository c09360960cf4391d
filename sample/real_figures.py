"""The real public figures, as copied from their sources, and the workbooks that carry them unchanged."""

import csv
from functools import cache
from pathlib import Path

from sample.files import Cell, Sheet
from sample.units import CITY, COUNTIES

FOLDER = Path(__file__).parent / "real"
CORE = ("350102", "350103", "350104")
STATUS_ORDER = {"final": 2, "prelim": 1, "unknown": 0}
# header path in the contract: name of the figure, its unit of measure
ACCOUNTS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("地区生产总值", "总量（亿元）"), "地区生产总值", "亿元"),
    (("地区生产总值", "总量（万元）"), "地区生产总值", "万元"),
    (("地区生产总值", "指数"), "地区生产总值指数", "上年=100"),
    (("地区生产总值", "增速（%）"), "地区生产总值增长率", "%"),
    (("第一产业", "增加值（万元）"), "第一产业增加值", "万元"),
    (("第一产业", "指数"), "第一产业增加值指数", "上年=100"),
    (("第二产业", "增加值（万元）"), "第二产业增加值", "万元"),
    (("第二产业", "指数"), "第二产业增加值指数", "上年=100"),
    (("第二产业", "其中：工业指数"), "工业增加值指数", "上年=100"),
    (("第二产业", "其中：建筑业指数"), "建筑业增加值指数", "上年=100"),
    (("第三产业", "增加值（万元）"), "第三产业增加值", "万元"),
    (("第三产业", "指数"), "第三产业增加值指数", "上年=100"),
    (("人均地区生产总值", "指数"), "人均地区生产总值指数", "上年=100"),
)
LIVELIHOOD: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("城镇居民人均可支配收入", "绝对数（元）"), "城镇居民人均可支配收入", "元"),
    (("城镇居民人均可支配收入", "增长（%）"), "城镇居民人均可支配收入增长率", "%"),
    (("农村居民人均可支配收入", "绝对数（元）"), "农村居民人均可支配收入", "元"),
    (("农村居民人均可支配收入", "增长（%）"), "农村居民人均可支配收入增长率", "%"),
    (("人口", "常住人口（人）"), "年末常住人口(估计,普查修订前)", "人"),
    (("人口", "七普常住人口（万人）"), "常住人口(七普,四舍五入)", "万人"),
    (("人口", "户籍人口（人）"), "户籍人口(年末)", "人"),
    (("社会保障", "基本医疗保险参保人数（万人）"), "期末参加基本医疗保险人数", "万人"),
    (("社会保障", "城乡居民养老保险参保人数（万人）"), "期末参加城乡居民社会养老保险人数", "万人"),
    (("社会保障", "职工养老保险参保人数（万人）"), "期末参加基本养老保险职工人数", "万人"),
    (("社会保障", "城镇低保人数（万人）"), "城镇居民最低生活保障人数", "万人"),
    (("社会保障", "农村低保人数（万人）"), "农村居民最低生活保障人数", "万人"),
)
REVENUE = "地方一般公共预算收入"
# The county yearbook calls the same fact by its county-level name.
EXPENDITURE = ("地方一般公共预算支出", "一般公共预算支出")
CORE_WITHOUT_RURAL = "农村居民人均可支配收入"


@cache
def figures() -> tuple[dict[str, str], ...]:
    """Return the rows of `real/figures.csv`."""
    with (FOLDER / "figures.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def best(year: int, code: str, name: str, unit: str) -> dict[str, str] | None:
    """Return the figure of the highest status for a fact, or None when none is public."""
    found = [
        row
        for row in figures()
        if (row["year"], row["adcode"], row["indicator_zh"], row["unit_of_measure"])
        == (str(year), code, name, unit)
    ]
    return max(found, key=lambda row: STATUS_ORDER[row["status"]], default=None)


def _number(text: str) -> Cell:
    return float(text) if "." in text else int(text)


def _cell(year: int, code: str, name: str, unit: str) -> Cell:
    if name == "地区生产总值增长率" and best(year, code, "地区生产总值指数", "上年=100"):
        # The yearbook's final index is the same fact; a work report's preliminary rate beside it would be a second value.
        return None
    row = best(year, code, name, unit)
    if row is not None:
        return _number(row["value"])
    # Core districts have no rural residents' income: the yearbook prints a dash.
    return "-" if name.startswith(CORE_WITHOUT_RURAL) and code in CORE else None


def real_sheet(
    year: int, sheet: str, title: str, columns: tuple[tuple[tuple[str, ...], str, str], ...], status: str
) -> Sheet:
    """Return a wide yearbook sheet with real figures only; blank where nothing is public."""
    rows: list[list[Cell]] = []
    for unit in (CITY, *COUNTIES):
        indent = "" if unit is CITY else "　"
        rows.append([indent + unit.name, *(_cell(year, unit.code, name, uom) for _, name, uom in columns)])
    notes = (
        "注：空白表示未公布，“-”表示不适用；指数以上年为100。长乐区为原长乐市。",
        "资料来源：见 raw/SOURCES.md。",
    )
    headers = [("地区",), *(path for path, _, _ in columns)]
    return Sheet(
        sheet, f"{year}年福州市{title}", headers, list(rows), ("数据性质：实际", f"数据阶段：{status}"), notes
    )


def budget_figure(year: int, code: str, item: str) -> tuple[float, dict[str, str]] | None:
    """Return a real budget amount in 万元 with its source row, or None."""
    names = (REVENUE,) if item == REVENUE else EXPENDITURE
    for name in names:
        for unit, factor in (("万元", 1), ("亿元", 10_000)):
            row = best(year, code, name, unit)
            if row is not None:
                return round(float(row["value"]) * factor, 2), row
    return None
