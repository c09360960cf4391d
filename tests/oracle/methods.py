"""The scoring methods and measures of docs/method.md, section 2: from a value and its reference to a raw score."""

from dataclasses import dataclass
from fractions import Fraction
from math import trunc

from tests.oracle.exact import carried, parse, quotient
from tests.oracle.landed import Row
from tests.oracle.real_numbers import power

HUNDRED = Fraction(100)
INTERVALS = 10
FARTHEST = 20


@dataclass(frozen=True)
class Band:
    """A band of a table of bands."""

    number: int
    lower: Fraction | None
    upper: Fraction | None
    closed_side: str
    at_lower: Fraction
    at_upper: Fraction

    def holds(self, measure: Fraction) -> bool:
        """Whether the measure lies in the band; the closed side decides on its bounds."""
        if self.lower is not None and (
            measure < self.lower or (measure == self.lower and self.closed_side != "lower")
        ):
            return False
        return (
            self.upper is None
            or measure < self.upper
            or (measure == self.upper and self.closed_side == "upper")
        )

    def score(self, measure: Fraction) -> Fraction | None:
        """Return the band's score for a measure inside it: flat, or linear between the bounds."""
        if self.at_lower == self.at_upper:
            return self.at_lower
        if self.lower is None or self.upper is None:
            return None
        climb = quotient((self.at_upper - self.at_lower) * (measure - self.lower), self.upper - self.lower)
        return None if climb is None else self.at_lower + climb


def read_bands(rows: list[Row], table: str) -> list[Band]:
    """Return the bands of a table of bands."""
    return [
        Band(
            number=int(row["band_no"]),
            lower=parse(row["lower_bound"]),
            upper=parse(row["upper_bound"]),
            closed_side=row["closed_side"],
            at_lower=Fraction(row["score_at_lower"]),
            at_upper=Fraction(row["score_at_upper"]),
        )
        for row in rows
        if row["band_table"] == table
    ]


def measure_of(basis: str, value: Fraction, reference: Fraction | None) -> Fraction | None:
    """Return what is scored: the value, its distance from the reference, its growth over it in per cent, or a ratio."""
    if basis == "value" or reference is None:
        return value if basis == "value" else None
    if basis == "difference":
        return value - reference
    if basis == "inverse_ratio":
        return quotient(reference, value) if value > 0 else None
    ratio = quotient(value if basis == "ratio" else HUNDRED * value, reference) if reference > 0 else None
    return ratio if ratio is None or basis == "ratio" else ratio - HUNDRED


def outside(measure: Fraction, low: Fraction, high: Fraction) -> Fraction:
    """Return the distance of a measure from an interval."""
    return max(low - measure, measure - high, Fraction(0))


def target_completion(
    value: Fraction,
    target: Fraction | None,
    *,
    lower_is_better: bool,
    step_score: Fraction | None,
    twice_less: bool = False,
    whole: Fraction | None = None,
) -> Fraction | None:
    """Return the completion of the target in per cent; what lies beyond 100 gives extra credit where the scheme says so, in whole steps
    of a width where one is given.
    """
    if target is None or target <= 0 or (lower_is_better and value <= 0 and not twice_less):
        return None
    if lower_is_better and twice_less:
        ratio = quotient(HUNDRED * value, target)
        completion = None if ratio is None else 2 * HUNDRED - ratio
    else:
        over, under = (target, value) if lower_is_better else (value, target)
        completion = quotient(HUNDRED * over, under)
    if completion is None or step_score is None or completion <= HUNDRED:
        return completion
    over = completion - HUNDRED
    return carried(HUNDRED + step_score * (over if whole is None else whole * trunc(over / whole)))


def interval_completion(value: Fraction, low: Fraction, high: Fraction) -> Fraction | None:
    """Return 100 inside an interval, below it the value over its lower end, above it its upper end over the value, in per cent."""
    if low <= 0:
        return None
    if value < low:
        return quotient(HUNDRED * value, low)
    return quotient(HUNDRED * high, value) if value > high else HUNDRED


def efficacy(
    measure: Fraction, satisfactory: Fraction, unacceptable: Fraction, *, exponential: bool = False
) -> Fraction | None:
    """Return 60 at the unacceptable value, 100 at the satisfactory one, linear or exponential between and beyond."""
    width = satisfactory - unacceptable
    if exponential:
        lengths = quotient(measure - unacceptable, width)
        return (
            None
            if lengths is None or abs(lengths) > FARTHEST
            else power(Fraction(5, 3), lengths, Fraction(60))
        )
    return quotient(60 * width + 40 * (measure - unacceptable), width)


def step(
    measure: Fraction, base: Fraction, above: Fraction, below: Fraction, whole: Fraction | None = None
) -> Fraction:
    """Return the base plus so much per unit of the measure, in whole steps of a width where one is given."""
    counted = measure if whole is None else whole * trunc(measure / whole)
    return carried(base + (below if counted < 0 else above) * counted)


def decreasing_margin(
    merit: Fraction, base: Fraction, divisor: Fraction, width: Fraction, increment: Fraction | None = None
) -> Fraction | None:
    """Return the base plus what each of ten intervals adds, each less than the one before; divisors grow by themselves or as told."""
    if divisor <= 0 or width <= 0:
        return None
    margin = Fraction(0)
    for number in range(1, INTERVALS + 1):
        length = min(max(abs(merit) - (number - 1) * width, Fraction(0)), width)
        grown = (number - 1) * (divisor if increment is None else increment)
        margin += carried(base * length / (divisor + grown))
    return base + (margin if merit >= 0 else -margin)


def between(
    merit: Fraction, worst: Fraction, best: Fraction, low: Fraction, high: Fraction
) -> Fraction | None:
    """Return where a merit lies on the scale from low at the worst to high at the best."""
    climb = quotient((high - low) * (merit - worst), best - worst)
    return None if climb is None else low + climb


def exponential_between(
    merit: Fraction, worst: Fraction, best: Fraction, low: Fraction, high: Fraction
) -> Fraction | None:
    """Return where a merit lies on the convex scale from low at the worst to high at the best."""
    lengths = quotient(merit - worst, best - worst)
    return None if lengths is None or abs(lengths) > FARTHEST else power(high / low, lengths, low)


def interval(
    measure: Fraction,
    ends: tuple[Fraction, Fraction],
    slopes: tuple[Fraction | None, Fraction | None],
    outer: tuple[Fraction | None, Fraction | None],
) -> Fraction | None:
    """Return 100 inside an interval, and what is left outside it by a slope or an outer limit on each side."""
    side = 0 if measure < ends[0] else 1
    if ends[0] <= measure <= ends[1]:
        return HUNDRED
    end, slope, limit = ends[side], slopes[side], outer[side]
    if slope is not None:
        return carried(HUNDRED - slope * abs(measure - end))
    if limit is None or (limit >= end if side == 0 else limit <= end):
        return None
    return quotient(HUNDRED * (measure - limit), end - limit)


def achieved(
    value: Fraction, target: Fraction | None, *, lower_is_better: bool, floor: Fraction
) -> Fraction | None:
    """Return 100 when the target is met, else the floor."""
    if target is None:
        return None
    met = value <= target if lower_is_better else value >= target
    return HUNDRED if met else floor
