"""What the finance bureau drops: CSV files in GB18030. Real and synthetic budget figures stand row by row in one file."""

from pathlib import Path

from sample.bureaus.layout import SYNTHETIC, UNIT_HEADERS, Rows, named
from sample.figures.money import EXPENDITURE, REVENUE, Amount, budget, organ_budget, published_budget
from sample.textfile import Cell, write_csv
from sample.units import CITY, COUNTY, ORGAN, ZONE, Unit, units_of

ITEMS = (REVENUE, EXPENDITURE)
VINTAGES = {"final": "年报", "prelim": "初步核算"}
BUDGET_HEADER = (*UNIT_HEADERS, "科目", "金额（万元）", "数据阶段", "数据性质", "数据来源")
ORGAN_HEADER = (*UNIT_HEADERS, "年度预算（万元）", "预算执行率（%）", "三公经费支出（万元）", "数据性质")


def write(raw: Path, year: int) -> None:
    """Write a year's files."""
    folder = raw / "finance" / str(year)
    write_csv(folder / f"{year}年一般公共预算执行情况.csv", BUDGET_HEADER, _budgets(year), "gb18030")
    organs: Rows = [[*named(unit), *organ_budget(unit, year), SYNTHETIC] for unit in units_of(year, ORGAN)]
    write_csv(folder / f"{year}年市直部门预算执行情况.csv", ORGAN_HEADER, organs, "gb18030")


def _budgets(year: int) -> list[list[Cell]]:
    """Return the rows: the city where its figure is public, then every county and zone."""
    city = [_row(CITY, item, amount) for item in ITEMS if (amount := published_budget(year, CITY.code, item))]
    return city + [
        _row(unit, item, budget(unit, year, item)) for unit in units_of(year, COUNTY, ZONE) for item in ITEMS
    ]


def _row(unit: Unit, item: str, amount: Amount) -> list[Cell]:
    figure = amount.figure
    described = (
        (VINTAGES[figure.status], "实际", figure.source_title)
        if figure
        else ("年报", SYNTHETIC, "样本生成器")
    )
    return [*named(unit), item, f"{amount.cny_10k:,.2f}", *described]
