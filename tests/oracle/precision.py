"""How sure a mean of the public appraisal is: Taylor linearisation over strata and sampling units, in fractions (section 4).

Only square roots and points of the t distribution leave the exact numbers; the comparison allows for that.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from scipy.stats import norm, t

from tests.oracle.survey import Response, Survey

Linear = dict[Response, Fraction]
DIGITS = 40


@dataclass(frozen=True)
class Precision:
    """What is known of a mean's precision."""

    error: Fraction | None
    degrees: int
    simple: Fraction | None

    def half_width(self, basis: str) -> Fraction | None:
        """Return half the width of the 95 % interval."""
        if self.error is None or (basis == "t" and self.degrees < 1):
            return None
        point = norm.ppf(0.975) if basis == "normal" else t.ppf(0.975, self.degrees)
        return self.error * Fraction(float(point))

    @property
    def design_effect(self) -> Fraction | None:
        """The variance relative to a simple random sample's."""
        return self.error**2 / self.simple if self.error is not None and self.simple else None


def root(number: Fraction) -> Fraction:
    """Return the square root to forty digits."""
    with localcontext() as context:
        context.prec = DIGITS
        return Fraction((Decimal(number.numerator) / Decimal(number.denominator)).sqrt())


def residuals(kept: Sequence[Response], topic: str, mean: Fraction, *, fitted: bool) -> Linear:
    """Return each response's linearised contribution to a mean; what known attributes explain is taken out where `fitted`."""
    weight = sum((one.weight for one in kept if one.scores[topic] is not None), Fraction(0))
    off = {one: Fraction(0) if (score := one.scores[topic]) is None else score - mean for one in kept}
    if fitted and any(part != "*" for one in kept for part in one.place):
        fit = _fit(kept, [off[one] for one in kept])
        off = {one: off[one] - fit[number] for number, one in enumerate(kept)}
    return {one: one.weight * off[one] / weight for one in kept}


def _fit(kept: Sequence[Response], values: Sequence[Fraction]) -> list[Fraction]:
    """Return the weighted least squares fit of the values on the categories of the known attributes.

    The normal equations, solved in fractions by Gauss and Jordan; a category that follows from those before it has no pivot and no effect.
    """
    categories = sorted({(a, one.place[a]) for one in kept for a in range(3) if one.place[a] != "*"})
    count = len(categories)
    rows = [[Fraction(0)] * (count + 1) for _ in categories]
    places: dict[tuple[str, ...], tuple[Fraction, Fraction]] = {}
    for one, value in zip(kept, values, strict=True):
        weight, total = places.get(one.place, (Fraction(0), Fraction(0)))
        places[one.place] = (weight + one.survey_weight, total + one.survey_weight * value)
    members = {place: [n for n, (a, name) in enumerate(categories) if place[a] == name] for place in places}
    for place, (weight, total) in places.items():
        for i in members[place]:
            rows[i][count] += total
            for j in members[place]:
                rows[i][j] += weight
    for number in range(count):
        if (pivot := rows[number][number]) == 0:
            continue
        rows[number] = [entry / pivot for entry in rows[number]]
        for other in range(count):
            if other != number and (factor := rows[other][number]) != 0:
                rows[other] = [x - factor * y for x, y in zip(rows[other], rows[number], strict=True)]
    effects = [row[count] if row[n] != 0 else Fraction(0) for n, row in enumerate(rows)]
    fits = {place: sum((effects[n] for n in members[place]), Fraction(0)) for place in places}
    return [fits[one.place] for one in kept]


def variance(survey: Survey, linear: Linear) -> Fraction | None:
    """Return the variance of a sum of contributions; None when a stratum or a cluster was sampled once and is larger.

    R's package survey goes down the stages: what varies within a drawn cluster counts by the share of clusters that was drawn.
    """
    units: dict[str, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    elements: dict[tuple[str, str], dict[tuple[str, ...], Fraction]] = defaultdict(
        lambda: defaultdict(Fraction)
    )
    for one, value in linear.items():
        units[one.stratum][one.sampling_unit] += value
        elements[one.stratum, one.sampling_unit][one.element] += value
    total = Fraction(0)
    for stratum, values in units.items():
        sampled, population = survey.sampled[stratum], survey.populations.get(stratum)
        is_staged = any(name == stratum for name, _ in survey.cluster_populations)
        if sampled == 1 and not is_staged and any(unit.startswith("cluster ") for unit in values):
            # All of a stratum, but nobody knows how many live in it.
            return None
        stages = [(Fraction(1), _stage(values.values(), sampled, population))]
        stages += [
            (
                Fraction(sampled, population),
                _stage(elements[place].values(), survey.elements[place], survey.cluster_populations[place]),
            )
            for place in ((stratum, unit) for unit in values)
            if place in survey.cluster_populations and population is not None
        ]
        for share, found in stages:
            if found is None:
                return None
            total += share * found
    return total


def _stage(values: Iterable[Fraction], n: int, population: int | None) -> Fraction | None:
    """Return the variance of the sum over n sampled units, some of which contribute nothing; nothing varies where all were sampled."""
    if n == population:
        return Fraction(0)
    if n == 1:
        return None
    left = Fraction(1) if population is None else Fraction(population - n, population)
    listed = list(values)
    squares = sum((value**2 for value in listed), Fraction(0))
    return left * Fraction(n, n - 1) * (squares - sum(listed, Fraction(0)) ** 2 / n)


def degrees_of_freedom(valid: Iterable[Response]) -> int:
    """Return the sampling units less the strata among those whose answer counts."""
    listed = list(valid)
    return len({(one.stratum, one.sampling_unit) for one in listed}) - len({one.stratum for one in listed})


def simple_variance(raw: Linear, valid: Sequence[Response]) -> Fraction | None:
    """Return the variance of as many responses of a simple random sample, from contributions without any fit."""
    if len(valid) <= 1:
        return None
    weight = sum((one.weight for one in valid), Fraction(0))
    spread = sum((raw[one] ** 2 * weight / one.weight for one in valid), Fraction(0))
    return spread / (len(valid) - 1)


def precision(
    survey: Survey, linear: Linear, valid: Sequence[Response], simple: Fraction | None
) -> Precision:
    """Bring together what is known of one mean's precision."""
    found = variance(survey, linear)
    return Precision(
        None if found is None else root(max(found, Fraction(0))), degrees_of_freedom(valid), simple
    )
