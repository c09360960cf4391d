"""Records that move a score or cap a grade: inspection findings, commendations, vetoes.

Findings and vetoes are invented, so that they fall on units with made-up names only, never on a real county.
"""

import datetime as dt
from dataclasses import dataclass

from sample.draws import quality, rng
from sample.units import ORGAN, TOWNSHIP, ZONE, Unit, units_of

DEDUCTIONS = ("D_DISCIPLINE", "D_SERVICE", "D_DELAY")
BONUSES = ("B_PROVINCE", "B_PROVINCE", "B_NATIONAL")
VETOES = ("V_SAFETY", "V_SAFETY", "V_INTEGRITY")
VETO_DAY = 200
MADE_UP = (ZONE, ORGAN, TOWNSHIP)


@dataclass(frozen=True)
class Record:
    """One finding of an inspection, or one honour or veto."""

    unit: Unit
    item: str
    cases: int
    date: dt.date


def _day(year: int, day: int) -> dt.date:
    return dt.date(year, 1, 1) + dt.timedelta(days=day)


def inspections(year: int) -> list[Record]:
    """Return the year's inspection findings: worse units have more of them."""
    records = []
    for unit in units_of(year, *MADE_UP):
        draw = rng("inspection", unit.key, year)
        if draw.random() < 0.16 - 0.07 * quality(unit):
            for item in draw.sample(DEDUCTIONS, draw.choice((1, 1, 2))):
                cases = draw.choice((1, 1, 1, 2, 3))
                records.append(Record(unit, item, cases, _day(year, draw.randint(30, 330))))
    return records


def honours(year: int) -> list[Record]:
    """Return the year's commendations, to better units more often, and then its vetoes."""
    records = []
    for unit in units_of(year):
        draw = rng("honour", unit.key, year)
        if draw.random() < 0.06 + 0.04 * quality(unit):
            records.append(Record(unit, draw.choice(BONUSES), 1, _day(year, draw.randint(30, 330))))
    vetoed = rng("veto", year).sample(units_of(year, *MADE_UP), len(VETOES))
    return records + [
        Record(unit, item, 1, _day(year, VETO_DAY)) for unit, item in zip(vetoed, VETOES, strict=True)
    ]
