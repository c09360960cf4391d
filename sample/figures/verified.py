"""Results that the efficiency office and the organisation department verify themselves, unit by unit, and the gaps in them."""

from dataclasses import dataclass

from sample.draws import bounded, quality, rng
from sample.units import ORGANS, TOWNSHIPS, Unit

# A few units of each kind of gap, so that the sample shows how gaps are treated.
NOT_SURVEYED = frozenset(unit.key for unit in TOWNSHIPS[5::60])
NO_ACTIVITY = frozenset(unit.key for unit in ORGANS[7::40])


@dataclass(frozen=True)
class Shape:
    """How a result is drawn: its level, how much a unit's quality moves it, its noise, its bounds."""

    level: float
    slope: float
    noise: float
    low: float
    high: float = 100.0

    def draw(self, unit: Unit, *key: object) -> float:
        """Return a unit's result."""
        noise = rng(*key).gauss(0, self.noise)
        return round(bounded(self.low, self.level + self.slope * quality(unit) + noise, self.high), 1)


TASK_SHAPES = {
    "KEY_TASKS": Shape(91.0, 4.5, 2.2, 55),
    "SERVICE_ON_TIME": Shape(96.5, 1.8, 1.2, 80),
    "ENVIRONMENT": Shape(79.0, 9.0, 4.0, 35, 98),
    "SAFETY_RATE": Shape(97.2, 1.1, 0.8, 88),
    "INCENTIVE_MEASURES": Shape(88.0, 5.0, 3.0, 50),
    "GRASSROOTS_SERVICE": Shape(82.0, 7.0, 4.0, 40),
}
PARTY_BUILDING = Shape(84.0, 6.0, 2.5, 45, 98.5)
INNOVATIONS = "INNOVATION_RESULTS"
TASK_INDICATORS = (*TASK_SHAPES, INNOVATIONS)


def task_result(unit: Unit, year: int, indicator: str) -> float | int | str:
    """Return a unit's result for an indicator, or the words that say why there is none."""
    if indicator == INNOVATIONS:
        noise = rng(indicator, unit.key, year).gauss(0, 0.8)
        return max(0, round(1.9 + 1.0 * quality(unit) + noise))
    if indicator == "SAFETY_RATE" and unit.key in NOT_SURVEYED:
        return "不适用"
    if indicator == "GRASSROOTS_SERVICE" and unit.key in NO_ACTIVITY:
        return "未产生数据"
    return TASK_SHAPES[indicator].draw(unit, indicator, unit.key, year)


def party_building(unit: Unit, year: int) -> float:
    """Return the score of the Party-building assessment."""
    return PARTY_BUILDING.draw(unit, "party", unit.key, year)
