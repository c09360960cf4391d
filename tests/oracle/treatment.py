"""What becomes of delivered figures before they are scored: transform, too few units, missing values, outliers (section 2).

Gives the scored value of every unit and indicator, and the values that references and pools are taken from.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from tests.oracle.exact import carried, quotient
from tests.oracle.figures import Figures, Value
from tests.oracle.landed import Row
from tests.oracle.real_numbers import logarithm
from tests.oracle.scheme import Scheme
from tests.oracle.units import Units

HUNDRED = Fraction(100)
FILLED = ("group_mean", "group_median", "carried_forward")


@dataclass(frozen=True)
class Unit:
    """A participating unit."""

    code: str
    unit_id: str
    group: str


@dataclass(frozen=True)
class Scored:
    """What is scored of a unit's figure: the value, how it came about, and whether it is scored by its parts at all."""

    value: Fraction | None
    treatment: str = "as_delivered"
    penalty: Fraction = Fraction(0)
    scoring: str = "by_parts"
    in_statistics: bool = False


ON_A_FENCE = 1 + Fraction(1, 10**9)


@dataclass(frozen=True)
class Group:
    """What is known of an indicator in a group: its treatment, the values that were delivered, and where outliers begin."""

    row: Row | None
    known: list[Fraction]
    bounds: tuple[Fraction, Fraction] | None
    few: bool


def quantile(numbers: list[Fraction], quarter: int, definition: str) -> Fraction:
    """Return a quartile of numbers by one of three definitions, at 12 decimals."""
    ordered, n = sorted(numbers), len(numbers)
    p = Fraction(quarter, 4)
    if definition == "nearest_rank":
        return ordered[ceil(n * p) - 1]
    position = (n - 1) * p + 1 if definition == "linear" else min(max((n + 1) * p, Fraction(1)), Fraction(n))
    below = floor(position)
    low, high = ordered[below - 1], ordered[min(below, n - 1)]
    return carried(low + (position - below) * (high - low))


def _is_far(numbers: list[Fraction], bounds: tuple[Fraction, Fraction]) -> bool:
    """Whether G1 and G2, a sample's skewness and excess kurtosis without bias, are both beyond their bounds."""
    n = len(numbers)
    mean = sum(numbers, Fraction(0)) / n
    m2, m3, m4 = (sum(((x - mean) ** power for x in numbers), Fraction(0)) / n for power in (2, 3, 4))
    if n < 4 or not m2:
        return False
    skewness_square = m3**2 / m2**3 * n * (n - 1) / (n - 2) ** 2
    kurtosis = ((n + 1) * (m4 / m2**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    return skewness_square > bounds[0] ** 2 * ON_A_FENCE and kurtosis > bounds[1] * ON_A_FENCE


def _tails(ordered: list[Fraction], most: int, bounds: tuple[Fraction, Fraction]) -> tuple[int, int]:
    """Return how many of the lowest and highest values are brought back, one after another, before skewness or kurtosis is within its bound."""
    low = high = 0
    now = list(ordered)
    while low + high < most and _is_far(now, bounds):
        mean = sum(now, Fraction(0)) / len(now)
        if sum(((x - mean) ** 3 for x in now), Fraction(0)) < 0:
            low += 1
            now[: low + 1] = [ordered[low]] * (low + 1)
        else:
            high += 1
            now[-high - 1 :] = [ordered[-high - 1]] * (high + 1)
    return low, high


def limits(
    numbers: list[Fraction], row: Row, definition: str, bounds: tuple[Fraction, Fraction]
) -> tuple[Fraction, Fraction] | None:
    """Return the smallest and the largest value that is no outlier, or None where none is told."""
    k, test = Fraction(row["outlier_parameter"]), row["outlier_test"]
    ordered = sorted(numbers)
    if test == "points":
        return (ordered[int(k)], ordered[-1 - int(k)]) if len(ordered) >= 2 * k + 1 else None
    if not ordered:
        return None
    if test == "skew_kurtosis":
        low, high = _tails(ordered, int(k), bounds)
        return ordered[low], ordered[-1 - high]
    if test == "quartile_fences":
        low, high = quantile(ordered, 1, definition), quantile(ordered, 3, definition)
        width = carried(k * (high - low))
        inside = [number for number in ordered if low - width <= number <= high + width]
    else:
        degrees = len(ordered) - (0 if test == "population_sd_fences" else 1)
        if degrees < 1:
            return None
        mean = sum(ordered, Fraction(0)) / len(ordered)
        variance = sum(((number - mean) ** 2 for number in ordered), Fraction(0)) / degrees
        # A value on a fence is inside; so is one that can't be told from it.
        inside = [number for number in ordered if (number - mean) ** 2 <= k**2 * variance * ON_A_FENCE]
    return (inside[0], inside[-1]) if inside else None


class Values:
    """Scored values over one build's scheme and figures."""

    def __init__(
        self, scheme: Scheme, units: Units, figures: Figures, year: int, participants: list[Unit]
    ) -> None:
        self.scheme, self.units, self.figures, self.year = scheme, units, figures, year
        self.history = int(scheme.setting("history_years", "1"))
        self.definition = scheme.setting("quantile_definition", "linear")
        self.shape = (
            Fraction(scheme.setting("outlier_skewness", "2")),
            Fraction(scheme.setting("outlier_kurtosis", "3.5")),
        )
        self.groups: dict[str, list[Unit]] = {}
        for unit in participants:
            self.groups.setdefault(unit.group, []).append(unit)
        self._scored: dict[tuple[str, str], dict[str, Scored]] = {}
        self._transformed: dict[tuple[str, str, str, int], Fraction | None] = {}
        self._limits: dict[tuple[str, str], tuple[Fraction, Fraction] | None] = {}

    def delivered(self, unit_id: str, indicator: str, ago: int = 0) -> Value:
        """Return the delivered value of a unit so many years ago."""
        return self.figures.annual(unit_id, indicator, self.year - ago)

    def _city_value(self, indicator: str, ago: int) -> Fraction | None:
        city = self.units.city(self.year)
        return None if city is None else self.delivered(city, indicator, ago).value

    def transformed(self, group: str, unit_id: str, indicator: str, ago: int = 0) -> Fraction | None:
        """Return a unit's transformed value so many years ago; None where there is none."""
        key = group, unit_id, indicator, ago
        if key not in self._transformed:
            self._transformed[key] = self._transform(*key)
        return self._transformed[key]

    def _transform(self, group: str, unit_id: str, indicator: str, ago: int) -> Fraction | None:
        row = self.scheme.treatment_of(indicator, group)
        x = self.delivered(unit_id, indicator, ago).value
        if x is None or row is None:
            return x
        first = self._once(row, x, unit_id, indicator, ago)
        return None if first is None else self._of_itself(row["then_transform"], first)

    @staticmethod
    def _of_itself(transform: str | None, x: Fraction) -> Fraction | None:
        """Return what a transform makes of a number that needs no other for it."""
        if transform in (None, "none"):
            return x
        if transform == "reciprocal":
            return quotient(Fraction(1), x)
        return logarithm(x, common=transform == "log10")

    def _once(self, row: Row, x: Fraction, unit_id: str, indicator: str, ago: int) -> Fraction | None:
        """Return what the first transform makes of a delivered value."""
        if row["transform"] in (None, "none", "log10", "ln", "reciprocal"):
            return self._of_itself(row["transform"], x)
        if row["transform"] == "per":
            divisor = self.delivered(unit_id, row["denominator_code"], ago).value
            return quotient(x, divisor) if divisor is not None and divisor > 0 else None
        if row["transform"] == "share_of_city":
            city = self._city_value(indicator, ago)
            return quotient(HUNDRED * x, city) if city is not None and city > 0 else None
        return self._over_years(row["transform"], [x, *self._years_before(unit_id, indicator, ago)])

    def _years_before(self, unit_id: str, indicator: str, ago: int) -> list[Fraction | None]:
        """Return the values of the years before one, latest first, as far back as the build takes years."""
        return [self.delivered(unit_id, indicator, k).value for k in range(ago + 1, self.history + 1)]

    @staticmethod
    def _over_years(transform: str, years: list[Fraction | None]) -> Fraction | None:
        """Return the mean of years, or growth in per cent or change from the second of them to the first, which has a value."""
        known = [value for value in years if value is not None]
        if transform == "mean_of_years":
            return quotient(sum(known, Fraction(0)), Fraction(len(known)))
        before = years[1] if len(years) > 1 else None
        if before is None:
            return None
        if transform == "change":
            return known[0] - before
        rate = quotient(HUNDRED * known[0], before) if before > 0 else None
        return None if rate is None else rate - HUNDRED

    def scored(self, unit: Unit, indicator: str) -> Scored:
        """Return what is scored of a unit's figure for an indicator of its group."""
        key = unit.group, indicator
        if key not in self._scored:
            self._scored[key] = self._treat(unit.group, indicator)
        return self._scored[key][unit.code]

    def _treat(self, group: str, indicator: str) -> dict[str, Scored]:
        row = self.scheme.treatment_of(indicator, group)
        units = self.groups[group]
        values = {unit.code: self.transformed(group, unit.unit_id, indicator) for unit in units}
        known = [value for value in values.values() if value is not None]
        applicable = [unit for unit in units if self.delivered(unit.unit_id, indicator).is_applicable]
        few = False
        if row is not None and row["min_available_pct"] is not None:
            few = HUNDRED * len(known) < Fraction(row["min_available_pct"]) * len(applicable)
        bounds = self._bounds(group, indicator)
        return {
            unit.code: self._one(unit, indicator, values[unit.code], Group(row, known, bounds, few=few))
            for unit in units
        }

    def _bounds(self, group: str, indicator: str) -> tuple[Fraction, Fraction] | None:
        """Return where a group's outliers begin; None where they are left or nothing is told."""
        key = group, indicator
        if key not in self._limits:
            self._limits[key] = self._tell(*key)
        return self._limits[key]

    def _tell(self, group: str, indicator: str) -> tuple[Fraction, Fraction] | None:
        row = self.scheme.treatment_of(indicator, group)
        if row is None or row["outlier_rule"] not in ("winsorise", "trim"):
            return None
        values = [self.transformed(group, unit.unit_id, indicator) for unit in self.groups[group]]
        return limits([value for value in values if value is not None], row, self.definition, self.shape)

    def outliers(self, group: str, indicator: str) -> dict[str, str | Fraction | None]:
        """Return the rule by which a group's outliers are told, and where they begin, as the mart has them."""
        row = self.scheme.treatment_of(indicator, group)
        if row is None or row["outlier_rule"] not in ("winsorise", "trim"):
            return dict.fromkeys(("outlier_test", "outlier_parameter", "outlier_low", "outlier_high"))
        low, high = self._bounds(group, indicator) or (None, None)
        told = {"outlier_test": row["outlier_test"], "outlier_parameter": Fraction(row["outlier_parameter"])}
        return {**told, "outlier_low": low, "outlier_high": high}

    def _one(self, unit: Unit, indicator: str, value: Fraction | None, group: Group) -> Scored:
        row, bounds = group.row, group.bounds
        if not self.delivered(unit.unit_id, indicator).is_applicable:
            return Scored(None, scoring="not_applicable")
        if group.few and row is not None:
            scoring = "missing" if row["too_few_rule"] == "hold" else "not_applicable"
            return Scored(value, "too_few_units", scoring=scoring)
        if value is None:
            return self._filled(unit, indicator, group.known, row)
        counts = self.scheme.counts_in_statistics(unit.code)
        if bounds is None or bounds[0] <= value <= bounds[1]:
            return Scored(value, in_statistics=counts)
        if row is not None and row["outlier_rule"] == "trim":
            return Scored(value, "trimmed")
        return Scored(bounds[0] if value < bounds[0] else bounds[1], "winsorised", in_statistics=counts)

    def _filled(self, unit: Unit, indicator: str, known: list[Fraction], row: Row | None) -> Scored:
        rule = None if row is None else row["missing_rule"]
        if row is None or rule in (None, "by_part"):
            return Scored(None)
        if rule == "reweight":
            return Scored(None, "reweighted", scoring="not_applicable")
        if rule == "zero":
            return Scored(None, "zero", scoring="zero")
        if rule == "carry_forward":
            value, name = self.transformed(unit.group, unit.unit_id, indicator, 1), "carried_forward"
        elif rule == "group_mean":
            value, name = quotient(sum(known, Fraction(0)), Fraction(len(known))), "group_mean"
        else:
            value, name = (quantile(known, 2, self.definition) if known else None), "group_median"
        if value is None:
            return Scored(None)
        return Scored(value, name, Fraction(row["missing_penalty"] or 0))
