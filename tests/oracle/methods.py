"""The scoring methods and measures of docs/method.md, section 2: from a value and its reference to a raw score."""

from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.exact import carried, parse, quotient
from tests.oracle.landed import Row

HUNDRED = Fraction(100)


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
    """Return what is scored: the value, its distance from the reference, or its growth over it in per cent."""
    if basis == "value":
        return value
    if reference is None:
        return None
    if basis == "difference":
        return value - reference
    if reference <= 0:
        return None
    share = quotient(HUNDRED * value, reference)
    return None if share is None else share - HUNDRED


def target_completion(
    value: Fraction, target: Fraction | None, *, lower_is_better: bool, step_score: Fraction | None
) -> Fraction | None:
    """Return the completion of the target in per cent, with extra credit beyond 100 where the scheme gives any."""
    if target is None or target <= 0 or (lower_is_better and value <= 0):
        return None
    ratio = (target, value) if lower_is_better else (value, target)
    completion = quotient(HUNDRED * ratio[0], ratio[1])
    if completion is None or step_score is None or completion <= HUNDRED:
        return completion
    return carried(HUNDRED + step_score * (completion - HUNDRED))


def efficacy(measure: Fraction, satisfactory: Fraction, unacceptable: Fraction) -> Fraction | None:
    """Return 60 at the unacceptable value, 100 at the satisfactory one, linear between and beyond."""
    width = satisfactory - unacceptable
    return quotient(60 * width + 40 * (measure - unacceptable), width)


def step(measure: Fraction, base: Fraction, step_score: Fraction) -> Fraction:
    """Return the base plus so much per unit of the measure."""
    return carried(base + step_score * measure)


def achieved(
    value: Fraction, target: Fraction | None, *, lower_is_better: bool, floor: Fraction
) -> Fraction | None:
    """Return 100 when the target is met, else the floor."""
    if target is None:
        return None
    met = value <= target if lower_is_better else value >= target
    return HUNDRED if met else floor
