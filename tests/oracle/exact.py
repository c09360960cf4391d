"""Exact arithmetic of the oracle: fractions, and the two kinds of rounding that docs/method.md names.

Nothing here knows about indicators or scores.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import floor

QUOTIENT_DECIMALS = 12
VALUE_DECIMALS = 6
TOLERANCE = Fraction(1, 10**9)


class Estimate(Fraction):
    """A statistic that the mart works out in floating point: equal to what lies within a billionth, absolute and relative."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Fraction):
            return False
        return abs(Fraction(self) - Fraction(other)) <= TOLERANCE * max(1, abs(Fraction(self)))

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = Fraction.__hash__


def half_up(number: Fraction, decimals: int) -> Fraction:
    """Return the number rounded to so many decimals, halves away from zero."""
    scale = 10**decimals
    magnitude = Fraction(floor(abs(number) * scale + Fraction(1, 2)), scale)
    return magnitude if number >= 0 else -magnitude


def carried(number: Fraction) -> Fraction:
    """Return a score or measure as it is carried: 12 decimals."""
    return half_up(number, QUOTIENT_DECIMALS)


def quotient(numerator: Fraction, denominator: Fraction | None) -> Fraction | None:
    """Return the quotient at 12 decimals; None when the divisor is zero or missing."""
    if denominator is None or denominator == 0:
        return None
    return carried(numerator / denominator)


def weighted_mean(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Return the sum of weight times score over the sum of weights, at 12 decimals; None without weights."""
    listed = list(pairs)
    total = sum((weight for weight, _ in listed), Fraction(0))
    return quotient(sum((weight * score for weight, score in listed), Fraction(0)), total)


def clip(number: Fraction, low: Fraction | None, high: Fraction | None) -> Fraction:
    """Return the number held inside its bounds; a missing bound does not hold."""
    if high is not None and number > high:
        return high
    if low is not None and number < low:
        return low
    return number


def parse(text: str | None) -> Fraction | None:
    """Return the number that a landed text says, or None for a blank."""
    return None if text is None else Fraction(Decimal(text))


def shown(number: Fraction) -> str:
    """Return a number the way people read it in a list of differences."""
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"
