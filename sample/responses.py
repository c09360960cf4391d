"""Responses of the public appraisal: answers that hang together, for every evaluated unit. No person in them."""

import datetime as dt
import random
from collections.abc import Iterator

from sample.comments import comment
from sample.draws import quality, rng
from sample.scheme.appraisal import ANSWERS, RESPONDENT_GROUPS, TOPICS
from sample.textfile import Cell
from sample.units import COUNTY, ORGAN, TOWNSHIP, ZONE, Unit, units_of

RESPONSES = {2019: 20_000, 2020: 20_000}
SHARES = {
    "RESIDENT": 24, "BUSINESS": 17, "DELEGATE_PARTY": 11, "DELEGATE_PEOPLE": 11, "CPPCC": 11, "ORGAN": 13, "GRASSROOTS": 13,
}  # fmt: skip
RESPONSES_PER_UNIT = {COUNTY: 3.0, ZONE: 2.0, ORGAN: 1.2, TOWNSHIP: 0.75}
HEADER = (
    "问卷编号", "访问日期", "被评单位代码", "评议主体", *(name for _, name, *_ in TOPICS), "意见建议", "数据性质",
)  # fmt: skip
*BEST_TO_WORST, UNKNOWN = (str(answer) for answer, _ in ANSWERS)
# A felt satisfaction above the first mark is the best answer, and so on down.
MARKS = (0.75, -0.25, -1.3)
COMMENTED = 0.15
KNOWS_NOTHING = 0.04
FIRST_DAY, DAYS = (11, 16), 30


def _judged(year: int) -> list[Unit]:
    """Return which unit each response judges: bigger units more often, each exactly as often as its share says."""
    units = units_of(year)
    weights = [RESPONSES_PER_UNIT[unit.level] for unit in units]
    shares = [RESPONSES[year] * weight / sum(weights) for weight in weights]
    counts = [int(share) for share in shares]
    by_rest = sorted(range(len(units)), key=lambda i: (counts[i] - shares[i], i))
    for index in by_rest[: RESPONSES[year] - sum(counts)]:
        counts[index] += 1
    return [unit for unit, count in zip(units, counts, strict=True) for _ in range(count)]


def _answer(draw: random.Random, mood: float) -> str:
    if draw.random() < KNOWS_NOTHING:
        return UNKNOWN
    felt = mood + draw.gauss(0, 0.5)
    return BEST_TO_WORST[sum(felt <= mark for mark in MARKS)]


def responses(year: int) -> Iterator[tuple[Cell, ...]]:
    """Yield the year's responses in the order of the interviews."""
    draw = rng("survey", year)
    units = _judged(year)
    draw.shuffle(units)
    names = [name for _, name, *_ in RESPONDENT_GROUPS]
    shares = [SHARES[code] for code, *_ in RESPONDENT_GROUPS]
    first = dt.date(year, *FIRST_DAY)
    for number, unit in enumerate(units, 1):
        mood = draw.gauss(0.15 + 0.5 * quality(unit), 0.8)
        answers = [_answer(draw, mood) for _ in TOPICS]
        text = comment(draw, mood) if draw.random() < COMMENTED else ""
        day = first + dt.timedelta(days=number * DAYS // len(units))
        group = draw.choices(names, shares)[0]
        yield f"W{year}{number:06d}", day.isoformat(), unit.code, group, *answers, text, "合成演示"
