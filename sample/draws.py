"""The sample's only source of chance: one seeded generator per figure. No figure is computed here."""

import random

from sample.units import Unit

SEED = 350100
BEST, WORST = 2.0, -3.0


def rng(*key: object) -> random.Random:
    """Return a generator of its own for one figure, so that adding a figure moves no other."""
    return random.Random(f"{SEED}:{':'.join(map(str, key))}")  # noqa: S311 - a sample, not a secret


def quality(unit: Unit) -> float:
    """Return how good a unit is, -3 to 2 and mostly around 0: the common cause behind its figures."""
    return max(WORST, min(BEST, rng("quality", unit.key).gauss(0.1, 0.9)))


def bounded(low: float, value: float, high: float) -> float:
    """Return the value, or the bound that it is beyond."""
    return max(low, min(high, value))
