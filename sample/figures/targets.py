"""The year's targets by unit, in the stored unit of measure. Invented: real targets are not public at this level."""

from collections.abc import Callable

from sample.draws import rng
from sample.figures.economy import size
from sample.figures.money import REVENUE, budget, organ_budget, planned_investment
from sample.figures.people import JOBS_OF_A_COUNTY
from sample.units import LAST_YEAR, Unit

STEPS = (-0.5, 0.0, 0.5)
# Ordinary year, and 2020, whose targets were lowered.
SAME_FOR_ALL = {
    "FIXED_INVESTMENT_GROWTH": (9.0, 6.0),
    "RETAIL_GROWTH": (9.5, 1.5),
    "UNEMPLOYMENT_RATE": (2.1, 2.4),
    "KEY_TASKS": (100.0, 100.0),
    "INCENTIVE_MEASURES": (95.0, 95.0),
}


def _growth(unit: Unit, year: int, indicator: str) -> float:
    level = 5.8 if year == LAST_YEAR else 8.3
    return round(level + rng("target", unit.key, year, indicator).choice(STEPS), 1)


def _revenue(unit: Unit, year: int) -> float:
    return round(budget(unit, year - 1, REVENUE).cny_10k * (1.03 if year == LAST_YEAR else 1.05), 2)


def _investment(unit: Unit, year: int) -> float:
    return round(planned_investment(unit, year) * 10_000, 2)


def _jobs(unit: Unit, year: int) -> float:
    return round(JOBS_OF_A_COUNTY * size(unit) * (0.95 if year == LAST_YEAR else 1.03))


def _expense(unit: Unit, year: int) -> float:
    return round(organ_budget(unit, year - 1)[2] * 0.98, 2)


BY_UNIT: dict[str, Callable[[Unit, int], float]] = {
    "LOCAL_REVENUE": _revenue,
    "PROJECT_INVESTMENT": _investment,
    "NEW_JOBS": _jobs,
    "OFFICIAL_EXPENSE": _expense,
}


def target(unit: Unit, year: int, indicator: str) -> float | None:
    """Return a unit's target, or None where the indicator has none."""
    if indicator in SAME_FOR_ALL:
        return SAME_FOR_ALL[indicator][year == LAST_YEAR]
    if indicator in BY_UNIT:
        return BY_UNIT[indicator](unit, year)
    return (
        _growth(unit, year, indicator)
        if indicator in ("GDP_GROWTH", "INDUSTRY_GROWTH", "SERVICE_GROWTH")
        else None
    )
