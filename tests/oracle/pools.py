"""What a method knows of the measures of others: the pool, its ends, mean and deviation, and places in it (section 2).

A pool is a plain list of measures; who belongs to it is the judge's business.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.exact import Estimate, quotient
from tests.oracle.real_numbers import as_estimate, deviation

POOLED = ("minmax", "zscore", "rank", "percentile", "distance")
PLACED = ("rank", "percentile", "by_rank", "by_percentile")


@dataclass(frozen=True)
class Pool:
    """The measures that a unit is compared with; `sigma` turns them so that more is better."""

    measures: tuple[Fraction, ...]
    sigma: int

    @property
    def merits(self) -> list[Fraction]:
        """The measures turned so that more is better."""
        return [self.sigma * measure for measure in self.measures]

    @property
    def mean(self) -> Fraction | None:
        """Their mean at 12 decimals."""
        return quotient(sum(self.measures, Fraction(0)), Fraction(len(self.measures)))

    def spread(self, *, population: bool) -> Fraction | None:
        """Their standard deviation."""
        return deviation(list(self.measures), population=population) if self.measures else None

    def estimate(self, *, population: bool) -> Estimate | None:
        """Their standard deviation as the mart shows it."""
        return as_estimate(self.spread(population=population))


@dataclass(frozen=True)
class Place:
    """How many of a pool are better than, equal to and worse than a unit; the unit itself is among the equal."""

    better: int
    better_levels: int
    equal: int
    worse: int

    @property
    def number(self) -> int:
        """How many there are, the unit among them."""
        return self.better + self.equal + self.worse

    def rank(self, variant: str | None) -> Fraction:
        """Return the rank by a definition: ties share the best, the average, or do not use up places."""
        if variant == "dense":
            return Fraction(1 + self.better_levels)
        if variant == "average":
            return 1 + self.better + Fraction(self.equal - 1, 2)
        return Fraction(1 + self.better)

    def percentile(self, variant: str | None) -> Fraction | None:
        """Return the percentile, 0 to 1, by a definition."""
        if variant in ("below_plus_one", "by_percentile"):
            return quotient(Fraction(self.worse + 1), Fraction(self.number))
        if variant == "below":
            return quotient(Fraction(self.worse), Fraction(self.number - 1))
        if variant == "mid":
            return quotient(self.worse + Fraction(self.equal, 2), Fraction(self.number))
        return quotient(Fraction(self.worse + self.equal), Fraction(self.number))


def place(merit: Fraction, merits: Iterable[Fraction], *, inside: bool) -> Place:
    """Return where a merit stands among those of a pool; one that is not inside is placed as if it were."""
    others = list(merits)
    higher = [other for other in others if other > merit]
    return Place(
        better=len(higher),
        better_levels=len(set(higher)),
        equal=sum(other == merit for other in others) + (0 if inside else 1),
        worse=sum(other < merit for other in others),
    )
