"""Budgets, official expenses and investment in key projects; growth rates are in `economy`. A real amount wins over a synthetic one."""

from dataclasses import dataclass

from sample.draws import bounded, quality, rng
from sample.figures.economy import size
from sample.published import Figure, best
from sample.units import Unit

YEARS = (2018, 2019, 2020)
REVENUE, EXPENDITURE = "地方一般公共预算收入", "一般公共预算支出"
# The county yearbook calls expenditure by its county-level name.
PUBLISHED_NAMES = {REVENUE: (REVENUE,), EXPENDITURE: ("地方一般公共预算支出", EXPENDITURE)}
FACTORS = {"万元": 1, "亿元": 10_000}
TYPICAL = {REVENUE: 420_000.0, EXPENDITURE: 798_000.0}
PROJECT_PATH = (0.17, 0.46, 0.73, 1.0)


@dataclass(frozen=True)
class Amount:
    """A budget amount in 万元, and the real figure that it is, if it is one."""

    cny_10k: float
    figure: Figure | None


def published_budget(year: int, adcode: str, item: str) -> Amount | None:
    """Return the real amount of a budget item where it is public."""
    for name in PUBLISHED_NAMES[item]:
        for unit_of_measure, factor in FACTORS.items():
            if figure := best(year, adcode, name, unit_of_measure):
                return Amount(round(figure.number * factor, 2), figure)
    return None


def _rate(unit: Unit, year: int, item: str) -> float:
    """Return the growth of a budget item over the year before: as published, or drawn."""
    if figure := best(year, unit.code, f"{item}增长率", "%"):
        return figure.number / 100
    return rng("budget", unit.key, year, item).gauss(0.035 + 0.015 * quality(unit), 0.02)


def budget(unit: Unit, year: int, item: str) -> Amount:
    """Return a budget amount: the real one, or one that grows from the nearest year with a real one."""
    if real := published_budget(year, unit.code, item):
        return real
    known = {y: real.cny_10k for y in YEARS if (real := published_budget(y, unit.code, item))}
    if min(known, default=year) < year < max(known, default=year):
        return Amount(round((known[year - 1] * known[year + 1]) ** 0.5, 2), None)
    start = min(known, key=lambda y: abs(y - year), default=YEARS[1])
    amount = known.get(start, TYPICAL[item] * size(unit))
    for y in range(start + 1, year + 1):
        amount *= 1 + _rate(unit, y, item)
    for y in range(start, year, -1):
        amount /= 1 + _rate(unit, y, item)
    return Amount(round(amount, 2), None)


def organ_budget(unit: Unit, year: int) -> tuple[float, float, float]:
    """Return budget (万元), execution rate (%) and official expenses (万元) of an organ."""
    amount = rng("organ", unit.key).uniform(900, 14_000)
    draw = rng("organ", unit.key, year)
    rate = bounded(60, round(91.5 + 3.2 * quality(unit) + draw.gauss(0, 2.2), 2), 100)
    expense = amount * 0.011 * (0.97 ** (year - YEARS[0])) * (1 + draw.gauss(-0.02 * quality(unit), 0.03))
    grown = amount * (1.03 + rng("organ budget", unit.key, year).gauss(0, 0.02)) ** (year - YEARS[0])
    return round(grown, 2), rate, round(expense, 2)


def planned_investment(unit: Unit, year: int) -> float:
    """Return the investment planned in key projects, in 亿元."""
    return round(190 * size(unit) * {2018: 0.9, 2019: 1.0, 2020: 1.08}[year], 2)


def completed_investment(unit: Unit, year: int, quarter: int) -> float:
    """Return the investment completed since January, in 亿元."""
    share = 0.95 + 0.09 * quality(unit) + rng("project", unit.key, year).gauss(0, 0.04)
    dip = 0.8 if (year, quarter) == (2020, 1) else 1.0
    return round(planned_investment(unit, year) * share * PROJECT_PATH[quarter - 1] * dip, 2)


def started_projects(unit: Unit, quarter: int) -> float:
    """Return the share of the year's projects that were started, in percent."""
    return bounded(0, round(30 + 17 * quarter + 4 * quality(unit), 1), 100)
