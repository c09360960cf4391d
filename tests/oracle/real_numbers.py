"""Numbers that are no fractions: logarithms, powers and roots, worked out to fifty digits and rounded where docs/method.md says.

Nothing here knows what they are used for.
"""

from decimal import Decimal, localcontext
from fractions import Fraction
from math import isqrt

from tests.oracle.exact import Estimate, half_up

DIGITS = 50
LOGARITHM_DECIMALS = 8
HARMONIC_DECIMALS = 12
# From which score on fewer decimals are told, and beyond which none.
LARGE, TOO_LARGE, LARGE_DECIMALS = 1_000, 1_000_000, 2
ROOT_DECIMALS = 30


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def logarithm(number: Fraction, *, common: bool) -> Fraction | None:
    """Return the common or natural logarithm at 8 decimals; None unless the number is positive."""
    if number <= 0:
        return None
    with localcontext() as context:
        context.prec = DIGITS
        exact = _decimal(number).log10() if common else _decimal(number).ln()
        return half_up(Fraction(exact), LOGARITHM_DECIMALS)


def real_score(number: Fraction) -> Fraction | None:
    """Return a score that is no fraction: 8 decimals below 1,000, 2 from there on, None beyond a million."""
    if abs(number) > TOO_LARGE:
        return None
    return half_up(number, LOGARITHM_DECIMALS if abs(number) < LARGE else LARGE_DECIMALS)


def power(base: Fraction, exponent: Fraction, factor: Fraction) -> Fraction | None:
    """Return the score that is a factor times a power."""
    with localcontext() as context:
        context.prec = DIGITS
        return real_score(Fraction(_decimal(factor) * _decimal(base) ** _decimal(exponent)))


def geometric_mean(pairs: list[tuple[Fraction, Fraction]]) -> Fraction:
    """Return the weighted geometric mean of (weight, positive number) at 8 decimals."""
    with localcontext() as context:
        context.prec = DIGITS
        total = sum((weight for weight, _ in pairs), Fraction(0))
        logs = sum((_decimal(weight) * _decimal(number).ln() for weight, number in pairs), Decimal(0))
        return half_up(Fraction((logs / _decimal(total)).exp()), LOGARITHM_DECIMALS)


def harmonic_mean(pairs: list[tuple[Fraction, Fraction]]) -> Fraction:
    """Return the weighted harmonic mean of (weight, positive number) at 8 decimals, by way of 12: a half of the eighth goes up."""
    weighed = [(weight, number) for weight, number in pairs if weight]
    total = sum((weight for weight, _ in weighed), Fraction(0))
    exact = total / sum((weight / number for weight, number in weighed), Fraction(0))
    return half_up(half_up(exact, HARMONIC_DECIMALS), LOGARITHM_DECIMALS)


def root(number: Fraction) -> Fraction:
    """Return a square root to 30 decimals, cut off."""
    scale = 10 ** (2 * ROOT_DECIMALS)
    return Fraction(isqrt(number.numerator * scale // number.denominator), 10**ROOT_DECIMALS)


def deviation(numbers: list[Fraction], *, population: bool = False) -> Fraction | None:
    """Return the standard deviation of numbers; None for a single one, unless it is the whole population."""
    divisor = len(numbers) - (0 if population else 1)
    if divisor < 1:
        return None
    mean = sum(numbers, Fraction(0)) / len(numbers)
    return root(sum(((number - mean) ** 2 for number in numbers), Fraction(0)) / divisor)


def as_estimate(number: Fraction | None) -> Estimate | None:
    """Return a statistic that the mart works out in floating point."""
    return None if number is None else Estimate(number)
