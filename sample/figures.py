"""Synthetic figures of the sample: seeded, plausible in size, and labelled. Real figures enter only where they are public."""

import random
from dataclasses import dataclass

from sample.real_figures import best, budget_figure
from sample.units import CITY, COUNTIES, EVALUATED, ORGANS, TOWNSHIPS, ZONES, Unit

SEED = 350100
YEARS = (2018, 2019, 2020)
GROWTH = ("GDP", "INDUSTRY", "SERVICE", "INVESTMENT", "RETAIL")
LEVELS = {
    2018: (8.6, 8.8, 9.2, 11.5, 10.8),
    2019: (8.0, 8.3, 8.5, 10.0, 9.5),
    2020: (5.1, 5.1, 4.4, 6.5, 1.5),
}
QUARTER_PATH = {
    2018: (1.04, 1.02, 1.01, 1.0),
    2019: (1.05, 1.03, 1.01, 1.0),
    2020: (-0.9, 0.15, 0.65, 1.0),
}
REAL_INDICES = {"GDP": "地区生产总值指数", "INDUSTRY": "工业增加值指数", "SERVICE": "第三产业增加值指数"}
PROJECT_PATH = (0.17, 0.46, 0.73, 1.0)


def rng(*key: object) -> random.Random:
    """Return a generator of its own for one figure, so that adding a figure moves no other."""
    return random.Random(f"{SEED}:{':'.join(map(str, key))}")  # noqa: S311 - a sample, not a secret


def quality(unit: Unit) -> float:
    """Return how good a unit is, about -2.5 to 2: the common cause behind its figures."""
    value = rng("quality", unit.code).gauss(0.15, 0.85)
    return max(-2.6, min(2.0, value))


def growth(unit: Unit, year: int, name: str) -> float:
    """Return the year's growth in percent: near the real final figure where one is public."""
    noise = rng("growth", unit.code, year, name).gauss(0, 0.9)
    real = best(year, unit.code, REAL_INDICES[name], "上年=100") if name in REAL_INDICES else None
    if real is not None:
        return round(float(real["value"]) - 100 + noise * 0.15, 1)
    if unit is CITY:
        return LEVELS[year][GROWTH.index(name)]
    return round(LEVELS[year][GROWTH.index(name)] + 1.2 * quality(unit) + noise, 1)


def quarterly_growth(unit: Unit, year: int, quarter: int, name: str) -> float:
    """Return the growth of the year so far."""
    year_end = growth(unit, year, name)
    if quarter == 4:  # noqa: PLR2004
        return year_end
    path = QUARTER_PATH[year][quarter - 1]
    return round(year_end * path + rng("q", unit.code, year, quarter, name).gauss(0, 0.3), 1)


def base_size(unit: Unit) -> float:
    """Return a unit's economic size, 1 for an average county."""
    low, high = {"县区": (0.6, 1.8), "开发区": (0.15, 0.5), "乡镇街道": (0.02, 0.08)}.get(
        unit.level, (0.5, 1.0)
    )
    return rng("size", unit.code).uniform(low, high)


def budget(unit: Unit, year: int, item: str) -> tuple[float, str, str, str]:
    """Return amount in 万元, vintage, nature and source of a budget figure."""
    real = budget_figure(year, unit.code, item)
    if real is not None:
        amount, row = real
        vintage = "年报" if row["status"] == "final" else "初步核算"
        return amount, vintage, "实际", row["source_title"]
    known = next(
        ((y, found[0]) for y in (2020, 2019, 2018) if (found := budget_figure(y, unit.code, item))), None
    )
    year_from, amount = known or (2019, 420_000 * base_size(unit) * (1 if item.endswith("收入") else 1.9))
    step = 1 if year > year_from else -1
    for y in range(year_from, year, step):
        rate = rng("budget", unit.code, min(y, y + step), item).gauss(0.035 + 0.015 * quality(unit), 0.02)
        amount *= 1 + rate if step > 0 else 1 / (1 + rate)
    return round(amount, 2), "年报", "合成演示", "样本生成器"


def new_jobs(unit: Unit, year: int) -> int:
    """Return new urban jobs of the year."""
    level = {2018: 1.0, 2019: 1.02, 2020: 0.93}[year]
    jobs = 11_000 * base_size(unit) * level * (1 + 0.05 * quality(unit))
    return round(jobs * rng("jobs", unit.code, year).uniform(0.95, 1.05))


def unemployment(unit: Unit, year: int) -> float:
    """Return the registered unemployment rate in percent."""
    level = {2018: 2.3, 2019: 2.2, 2020: 2.55}[year]
    return round(level - 0.15 * quality(unit) + rng("unemployment", unit.code, year).gauss(0, 0.15), 2)


def staff(unit: Unit) -> tuple[int, int]:
    """Return established posts and staff in post."""
    low, high = {"县区": (2200, 5200), "开发区": (120, 420), "市直机关": (35, 240), "乡镇街道": (40, 120)}[
        unit.level
    ]
    posts = rng("posts", unit.code).randint(low, high)
    return posts, round(posts * rng("staff", unit.code).uniform(0.88, 0.99))


def organ_budget(unit: Unit, year: int) -> tuple[float, float, float]:
    """Return budget (万元), execution rate (%) and official expenses (万元) of an organ."""
    amount = rng("organ", unit.code).uniform(900, 14_000)
    draw = rng("organ", unit.code, year)
    rate = min(100.0, round(92.5 + 2.8 * quality(unit) + draw.gauss(0, 2.0), 2))
    expense = amount * 0.011 * (0.97 ** (year - YEARS[0])) * (1 + draw.gauss(-0.02 * quality(unit), 0.03))
    return round(amount, 2), rate, round(expense, 2)


def planned_investment(unit: Unit, year: int) -> float:
    """Return the investment planned in key projects, in 亿元."""
    return round(190 * base_size(unit) * {2018: 0.9, 2019: 1.0, 2020: 1.08}[year], 2)


def completed_investment(unit: Unit, year: int, quarter: int) -> float:
    """Return the investment completed since January, in 亿元."""
    share = 1.02 + 0.06 * quality(unit) + rng("project", unit.code, year).gauss(0, 0.03)
    dip = 0.8 if (year, quarter) == (2020, 1) else 1.0
    return round(planned_investment(unit, year) * share * PROJECT_PATH[quarter - 1] * dip, 2)


def party_building(unit: Unit, year: int) -> float:
    """Return the score of the Party-building assessment."""
    draw = rng("party", unit.code, year)
    return round(max(46.0, min(98.5, 86 + 5.5 * quality(unit) + draw.gauss(0, 2.5))), 1)


def _bounded(
    unit: Unit, year: int, name: str, shape: tuple[float, float, float], low: float, high: float
) -> float:
    level, slope, noise = shape
    draw = rng(name, unit.code, year)
    return round(max(low, min(high, level + slope * quality(unit) + draw.gauss(0, noise))), 1)


def task_result(unit: Unit, year: int, indicator: str) -> float | int | str:
    """Return a result that the efficiency office verifies itself; 不适用 where it does not apply."""
    if indicator == "INNOVATION_RESULTS":
        return max(0, round(2.1 + 0.9 * quality(unit) + rng(indicator, unit.code, year).gauss(0, 0.8)))
    if indicator == "SAFETY_RATE" and unit.code in NOT_SURVEYED:
        return "不适用"
    if indicator == "GRASSROOTS_SERVICE" and unit.code in NO_ACTIVITY:
        return "未产生数据"
    shapes = {
        "KEY_TASKS": ((95.5, 3.2, 1.6), 60, 100),
        "SERVICE_ON_TIME": ((97.5, 1.5, 1.0), 80, 100),
        "ENVIRONMENT": ((80.0, 8.0, 4.0), 40, 98),
        "SAFETY_RATE": ((97.6, 0.9, 0.7), 90, 100),
        "INCENTIVE_MEASURES": ((91.0, 4.0, 3.0), 55, 100),
        "GRASSROOTS_SERVICE": ((84.0, 7.0, 4.0), 40, 100),
    }
    shape, low, high = shapes[indicator]
    return _bounded(unit, year, indicator, shape, low, high)


# A few units of each kind of gap, so that the sample shows how gaps are treated.
NOT_SURVEYED = frozenset(unit.code for unit in TOWNSHIPS[5::60])
UNPUBLISHED_UNEMPLOYMENT = frozenset({("350125", 2018), ("350128", 2018)})
NO_ACTIVITY = frozenset(unit.code for unit in ORGANS[7::40])
TASK_INDICATORS = (
    "KEY_TASKS", "SERVICE_ON_TIME", "ENVIRONMENT", "SAFETY_RATE", "INNOVATION_RESULTS", "INCENTIVE_MEASURES", "GRASSROOTS_SERVICE",
)  # fmt: skip


@dataclass(frozen=True)
class Record:
    """One finding of an inspection, or one honour or veto."""

    unit: Unit
    item: str
    cases: int
    day: int


def inspections(year: int) -> list[Record]:
    """Return the year's inspection findings: worse units have more of them."""
    records = []
    for unit in EVALUATED:
        draw = rng("inspection", unit.code, year)
        if draw.random() < 0.16 - 0.07 * quality(unit):
            for item in draw.sample(("D_DISCIPLINE", "D_SERVICE", "D_DELAY"), draw.choice((1, 1, 2))):
                records.append(Record(unit, item, draw.choice((1, 1, 1, 2, 3)), draw.randint(30, 330)))
    return records


def honours(year: int) -> list[Record]:
    """Return the year's commendations and vetoes."""
    records = []
    for unit in EVALUATED:
        draw = rng("honour", unit.code, year)
        if draw.random() < 0.06 + 0.04 * quality(unit):
            records.append(
                Record(
                    unit, draw.choice(("B_PROVINCE", "B_PROVINCE", "B_NATIONAL")), 1, draw.randint(30, 330)
                )
            )
    vetoed = rng("veto", year).sample(range(len(EVALUATED)), 3)
    items = ("V_SAFETY", "V_SAFETY", "V_INTEGRITY")
    return records + [Record(EVALUATED[i], item, 1, 200) for i, item in zip(vetoed, items, strict=True)]


def target(unit: Unit, year: int, indicator: str) -> float | None:
    """Return a unit's target in the stored unit of measure, or None where the indicator has none."""
    draw = rng("target", unit.code, year, indicator)
    crisis = year == YEARS[-1]
    if indicator in ("GDP_GROWTH", "INDUSTRY_GROWTH", "SERVICE_GROWTH"):
        return round((5.5 if crisis else 8.0) + draw.choice((-0.5, 0.0, 0.5)), 1)
    if indicator == "FIXED_INVESTMENT_GROWTH":
        return 6.0 if crisis else 9.0
    if indicator == "RETAIL_GROWTH":
        return 1.5 if crisis else 9.5
    if indicator == "LOCAL_REVENUE":
        return round(budget(unit, year - 1, "地方一般公共预算收入")[0] * (1.02 if crisis else 1.04), 2)
    if indicator == "PROJECT_INVESTMENT":
        return round(planned_investment(unit, year) * 10_000, 2)
    if indicator == "NEW_JOBS":
        return round(11_000 * base_size(unit) * (0.92 if crisis else 1.0))
    if indicator == "OFFICIAL_EXPENSE":
        return round(organ_budget(unit, year - 1)[2] * 0.98, 2)
    return {"UNEMPLOYMENT_RATE": 2.6 if crisis else 2.4, "KEY_TASKS": 100.0, "INCENTIVE_MEASURES": 95.0}.get(
        indicator
    )


GROWTH_UNITS = (CITY, *COUNTIES, *ZONES)
