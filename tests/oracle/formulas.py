"""From the terms of a part to its raw score: which method gets which of them (section 2). The arithmetic stands in `methods`."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle import methods
from tests.oracle.exact import carried, parse
from tests.oracle.landed import Row
from tests.oracle.methods import Band
from tests.oracle.pools import Pool
from tests.oracle.real_numbers import real_score

HUNDRED = Fraction(100)


@dataclass(frozen=True)
class Position:
    """A unit's rank or percentile in its pool; a method looks at one of them at most."""

    rank: Fraction | None = None
    percentile: Fraction | None = None

    @property
    def value(self) -> Fraction | None:
        """Whichever there is."""
        return self.percentile if self.rank is None else self.rank


@dataclass(frozen=True)
class Terms:
    """Everything that a part's formula needs."""

    row: Row
    direction: str | None
    value: Fraction
    reference: Fraction | None
    measure: Fraction
    pool: Pool | None
    position: Position

    def number(self, name: str, otherwise: int | None = None) -> Fraction:
        """Return a parameter of the part's row."""
        found = parse(self.row[name])
        return Fraction(otherwise or 0) if found is None else found

    @property
    def sigma(self) -> int:
        """Plus or minus one, so that sigma times the measure is the larger the better."""
        return 1 if self.direction == "higher" else -1

    @property
    def merit(self) -> Fraction:
        """The measure turned so that more is better."""
        return self.sigma * self.measure

    @property
    def scale(self) -> tuple[Fraction, Fraction]:
        """The scores at the low and the high end."""
        return self.number("score_low"), self.number("score_high", 100)

    def ends(self) -> tuple[Fraction | None, Fraction | None]:
        """Return the worst and the best merit: of the goalposts where they are given, else of the pool."""
        low, high = parse(self.row["goalpost_low"]), parse(self.row["goalpost_high"])
        if self.direction == "higher":
            fixed = low, high
        else:
            fixed = None if high is None else -high, None if low is None else -low
        merits = self.pool.merits if self.pool else []
        worst = fixed[0] if fixed[0] is not None else min(merits, default=None)
        best = fixed[1] if fixed[1] is not None else max(merits, default=None)
        return worst, best


def _target_completion(terms: Terms) -> Fraction | None:
    if terms.direction == "interval":
        return methods.interval_completion(
            terms.value, terms.number("range_lower"), terms.number("range_upper")
        )
    return methods.target_completion(
        terms.value,
        terms.reference,
        lower_is_better=terms.direction == "lower",
        step_score=parse(terms.row["step_score"]),
        twice_less=terms.row["variant"] == "twice_less",
        whole=parse(terms.row["step_width"]),
    )


def _efficacy(terms: Terms) -> Fraction | None:
    good, bad = terms.number("satisfactory_value"), terms.number("unacceptable_value")
    return methods.efficacy(terms.measure, good, bad, exponential=terms.row["variant"] == "exponential")


def _step(terms: Terms) -> Fraction | None:
    above, below = terms.number("step_score"), parse(terms.row["step_score_below"])
    whole = terms.number("step_width") if terms.row["variant"] == "whole_steps" else None
    return methods.step(
        terms.measure, terms.number("base_score"), above, above if below is None else below, whole
    )


def _achieved(terms: Terms) -> Fraction | None:
    floor = terms.number("floor_score")
    if terms.direction == "interval":
        return HUNDRED if terms.measure == 0 else floor
    lower = terms.direction == "lower"
    return methods.achieved(terms.value, terms.reference, lower_is_better=lower, floor=floor)


def _decreasing_margin(terms: Terms) -> Fraction | None:
    return methods.decreasing_margin(
        terms.merit,
        terms.number("base_score"),
        terms.number("step_score"),
        terms.number("step_width"),
        parse(terms.row["divisor_increment"]),
    )


def _minmax(terms: Terms) -> Fraction | None:
    worst, best = terms.ends()
    if worst is None or best is None or best <= worst:
        return None
    scale = methods.exponential_between if terms.row["variant"] == "exponential" else methods.between
    return scale(terms.merit, worst, best, *terms.scale)


def _distance(terms: Terms) -> Fraction | None:
    worst, best = terms.ends()
    target = (
        best
        if terms.row["reference_kind"] == "none" or terms.reference is None
        else terms.sigma * terms.reference
    )
    if worst is None or target is None or target <= worst:
        return None
    return methods.between(terms.merit, worst, target, *terms.scale)


def _zscore(terms: Terms) -> Fraction | None:
    if terms.pool is None or terms.pool.mean is None:
        return None
    spread = terms.pool.spread(population=terms.row["variant"] == "population")
    if not spread:
        return None
    distance = terms.number("step_score") * terms.sigma * (terms.measure - terms.pool.mean)
    added = real_score(distance / spread)
    return None if added is None else terms.number("base_score") + added


def _rank(terms: Terms) -> Fraction | None:
    rank = terms.position.rank
    return (
        None
        if rank is None
        else carried(terms.number("base_score") - terms.number("step_score") * (rank - 1))
    )


def _percentile(terms: Terms) -> Fraction | None:
    share, (low, high) = terms.position.percentile, terms.scale
    return None if share is None else carried(low + (high - low) * share)


def _interval(terms: Terms) -> Fraction | None:
    above, below = parse(terms.row["step_score"]), parse(terms.row["step_score_below"])
    return methods.interval(
        terms.measure,
        (terms.number("range_lower"), terms.number("range_upper")),
        (above if below is None else below, above),
        (parse(terms.row["outer_lower"]), parse(terms.row["outer_upper"])),
    )


FORMULAS: dict[str, Callable[[Terms], Fraction | None]] = {
    "target_completion": _target_completion,
    "efficacy": _efficacy,
    "step": _step,
    "achieved": _achieved,
    "decreasing_margin": _decreasing_margin,
    "minmax": _minmax,
    "distance": _distance,
    "zscore": _zscore,
    "rank": _rank,
    "percentile": _percentile,
    "interval": _interval,
}


def raw_score(terms: Terms, band_rows: list[Row]) -> tuple[Fraction | None, Band | None]:
    """Return the score of a part before floor and cap, and the band that gave it."""
    if terms.row["method_code"] != "banded":
        return FORMULAS[terms.row["method_code"]](terms), None
    looked_up: Fraction | None = terms.measure
    if terms.row["variant"] == "by_rank":
        looked_up = terms.position.rank
    elif terms.row["variant"] == "by_percentile":
        looked_up = None if terms.position.percentile is None else HUNDRED * terms.position.percentile
    if looked_up is None:
        return None, None
    bands = methods.read_bands(band_rows, terms.row["band_table"])
    band = next((band for band in bands if band.holds(looked_up)), None)
    return (None if band is None else band.score(looked_up)), band
