"""Synthetic figures about people: jobs, unemployment, headcount. What respondents answer is drawn elsewhere."""

from sample.draws import quality, rng
from sample.figures.economy import size
from sample.units import COUNTY, ORGAN, TOWNSHIP, ZONE, Unit

POSTS = {COUNTY: (2200, 5200), ZONE: (120, 420), ORGAN: (35, 240), TOWNSHIP: (40, 120)}
JOBS_OF_A_COUNTY = 11_000
JOB_LEVELS = {2018: 1.0, 2019: 1.02, 2020: 0.93}
UNEMPLOYMENT_LEVELS = {2018: 2.3, 2019: 2.2, 2020: 2.55}
# Two counties whose rate of 2018 was never published: 2019 has nothing to be held against.
UNPUBLISHED_UNEMPLOYMENT = {("350125", 2018), ("350128", 2018)}


def new_jobs(unit: Unit, year: int) -> int:
    """Return new urban jobs of the year."""
    jobs = JOBS_OF_A_COUNTY * size(unit) * JOB_LEVELS[year] * (1 + 0.07 * quality(unit))
    return round(jobs * rng("jobs", unit.key, year).uniform(0.95, 1.05))


def unemployment(unit: Unit, year: int) -> float | str:
    """Return the registered unemployment rate in percent: counties only, and not always published."""
    if unit.level != COUNTY:
        return "-"
    if (unit.code, year) in UNPUBLISHED_UNEMPLOYMENT:
        return "…"
    noise = rng("unemployment", unit.key, year).gauss(0, 0.15)
    return round(UNEMPLOYMENT_LEVELS[year] - 0.15 * quality(unit) + noise, 2)


def headcount(unit: Unit, year: int) -> tuple[int, int]:
    """Return established posts, which stay, and staff in post."""
    posts = rng("posts", unit.key).randint(*POSTS[unit.level])
    usual, now = rng("staff", unit.key).uniform(0.88, 0.98), rng("staff", unit.key, year).uniform(-0.01, 0.01)
    return posts, round(posts * (usual + now))
