"""Growth of the economy by county and zone, quarter by quarter: the flash figures that final ones supersede later."""

from sample.draws import quality, rng
from sample.published import best
from sample.units import CITY, COUNTY, TOWNSHIP, ZONE, Unit

GROWTH = ("GDP", "INDUSTRY", "SERVICE", "INVESTMENT", "RETAIL")
LEVELS = {
    2018: (8.6, 8.8, 9.2, 11.5, 10.8),
    2019: (8.0, 8.3, 8.5, 10.0, 9.5),
    2020: (5.1, 5.1, 4.4, 6.5, 1.5),
}
# Growth of the year so far less the whole year's, in percentage points: 2020 began with a slump and caught up.
QUARTER_GAPS = {
    2018: (0.4, 0.2, 0.1, 0.0),
    2019: (0.5, 0.3, 0.1, 0.0),
    2020: (-10.0, -4.0, -1.6, 0.0),
}
# The names under which final growth is published: as an index (last year = 100) or as a rate.
PUBLISHED = {
    "GDP": ("地区生产总值指数", "地区生产总值增长率"),
    "INDUSTRY": ("工业增加值指数", "工业增加值增长率"),
    "SERVICE": ("第三产业增加值指数", "第三产业增加值增长率"),
}
SIZES = {COUNTY: (0.6, 1.8), ZONE: (0.15, 0.5), TOWNSHIP: (0.02, 0.08)}


def published_growth(unit: Unit, year: int, name: str) -> float | None:
    """Return the real final growth in percent where it is public."""
    if name not in PUBLISHED:
        return None
    index, rate = PUBLISHED[name]
    if figure := best(year, unit.code, index, "上年=100"):
        return figure.number - 100
    figure = best(year, unit.code, rate, "%")
    return figure.number if figure else None


def growth(unit: Unit, year: int, name: str) -> float:
    """Return the flash growth of the year in percent: near the real final figure where one is public."""
    noise = rng("growth", unit.key, year, name).gauss(0, 0.9)
    real = published_growth(unit, year, name)
    if real is not None:
        return round(real + noise * 0.15, 1)
    level = LEVELS[year][GROWTH.index(name)]
    return level if unit is CITY else round(level - 0.3 + 1.3 * quality(unit) + noise, 1)


def growth_so_far(unit: Unit, year: int, quarter: int, name: str) -> float:
    """Return the flash growth from January to the end of a quarter, in percent."""
    gap = QUARTER_GAPS[year][quarter - 1]
    noise = rng("q", unit.key, year, quarter, name).gauss(0, 0.3) if gap else 0.0
    return round(growth(unit, year, name) + gap + noise, 1)


def size(unit: Unit) -> float:
    """Return how big a unit's economy is, 1 for a county of middle size."""
    return rng("size", unit.key).uniform(*SIZES[unit.level])
