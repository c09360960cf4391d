"""What is told of a group's uncertainty, worked out draw by draw in exact fractions from the same random numbers (section 9).

Only the random numbers and Student's t are the engine's: what becomes of them is not.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from orchestration.evaluation.streams import Stream, deviates
from tests.oracle.drawn_trees import DrawnChoice, DrawnLeaves, DrawnNode, on_another_scale, tree_scores
from tests.oracle.draws import DrawnScheme, DrawnUnit, one_draw
from tests.oracle.exact import half_up
from tests.oracle.grading import Graded
from tests.oracle.real_numbers import root

ZERO = Fraction(0)
SOURCES = ("survey", "weights", "rule", "normalisation", "leave_one_out")
KINDS = {
    "arithmetic": "rule",
    "geometric": "rule",
    "minmax": "normalisation",
    "rank": "normalisation",
    "zscore": "normalisation",
}


@dataclass(frozen=True)
class Uncertain:
    """What a scheme lets vary.

    Attributes:
        errors: Standard error and degrees of freedom of each unit's appraisal.
        variations: Per cents, by node.
        alternatives: Per cents, by alternative.
        parameters: The two scores of a normalisation, by alternative.
    """

    seed: int
    draws: int
    errors: Mapping[str, tuple[Fraction, int]]
    variations: Mapping[str, Fraction]
    alternatives: Mapping[str, Fraction]
    parameters: Mapping[str, tuple[Fraction, Fraction]]


@dataclass(frozen=True)
class DrawnGroup:
    """A group: its scheme, its units with what stands below their components, and how means treat what is not above zero."""

    scheme: DrawnScheme
    units: Mapping[str, DrawnUnit]
    nodes: Sequence[DrawnNode]
    leaves: Mapping[str, DrawnLeaves]
    indicators: Sequence[str]
    indicator_decimals: int
    geometric_floor: Fraction | None


Drawn = tuple[dict[str, Fraction], dict[str, Graded]]


class Draws:
    """All random numbers of a group, and each draw of any of the sources."""

    def __init__(self, group: DrawnGroup, said: Uncertain) -> None:
        self.group, self.said = group, said

        def numbers(name: str) -> list[float]:
            return [float(one) for one in Stream(said.seed, name).uniforms(said.draws)]

        self._units = {unit: Stream(said.seed, f"unit:{unit}").uniforms(said.draws) for unit in group.units}
        self._weights = {node: numbers(f"weight:{node}") for node in said.variations}
        self._choices = {source: numbers(f"choice:{source}") for source in SOURCES[2:]}
        self._left = {code: numbers(f"left:{code}") for code in group.indicators}

    def draw(self, number: int, sources: Sequence[str]) -> Drawn:
        """Return composites, ranks and grades of a draw in which only these sources vary."""
        factors = {
            node: self._factor(node, number) if "weights" in sources else Fraction(1)
            for node in (*self.group.scheme.weights, *self.said.variations)
        }
        choice = DrawnChoice(
            factors,
            self._chosen("rule", number) if "rule" in sources else None,
            self._leaving(number) if "leave_one_out" in sources else None,
        )
        scale = self._chosen("normalisation", number) if "normalisation" in sources else None
        leaves = self.group.leaves if scale is None else self._scaled(scale)
        trees = {
            unit: tree_scores(self.group.nodes, own, choice, self.group.geometric_floor)
            for unit, own in leaves.items()
        }
        shifts = {
            unit: self._shift(unit, number) if "survey" in sources else ZERO for unit in self.group.units
        }
        return one_draw(self.group.units, self.group.scheme, shifts, factors, trees)

    def _factor(self, node: str, number: int) -> Fraction:
        if node not in self.said.variations:
            return Fraction(1)
        pct = self.said.variations[node]
        drawn = 1 + pct / 100 * (2 * Fraction(self._weights[node][number]) - 1)
        return max(Fraction(1, 1000), half_up(drawn, 3))

    def _shift(self, unit: str, number: int) -> Fraction:
        error, freedom = self.said.errors[unit]
        deviate = Fraction(float(deviates(self._units[unit], freedom)[number]))
        return half_up(deviate * error, 12)

    def _chosen(self, source: str, number: int) -> str | None:
        reached, drawn = ZERO, 100 * Fraction(self._choices[source][number])
        for code, pct in sorted(self.said.alternatives.items()):
            if KINDS.get(code, code) == source:
                reached += pct
                if drawn < reached:
                    return code
        return None

    def _leaving(self, number: int) -> str | None:
        if self._chosen("leave_one_out", number) is None:
            return None
        return min(self.group.indicators, key=lambda code: self._left[code][number])

    def _scaled(self, how: str) -> dict[str, DrawnLeaves]:
        told: dict[str, dict[str, Fraction]] = {unit: {} for unit in self.group.leaves}
        for code in self.group.indicators:
            own = {
                unit: leaves.scores[code]
                for unit, leaves in self.group.leaves.items()
                if code in leaves.scores
            }
            scaled = on_another_scale(own, how, self.said.parameters[how], self.group.indicator_decimals)
            for unit, score in scaled.items():
                told[unit][code] = score
        return {unit: DrawnLeaves(told[unit], own.applied) for unit, own in self.group.leaves.items()}


def told_of(draws: Draws, sources: Sequence[str]) -> dict[str, dict[str, Fraction | int]]:
    """Return, per unit, what its row and its rows per source say; keys of the latter are `<source>.<column>`."""
    count = draws.said.draws
    (still, placed), numbers = draws.draw(0, ()), range(count)
    whole = [draws.draw(number, sources) for number in numbers]
    alone = {source: [draws.draw(number, (source,)) for number in numbers] for source in sources}
    told: dict[str, dict[str, Fraction | int]] = {}
    for unit in draws.group.units:

        def away(made: Sequence[Drawn], unit: str = unit) -> list[Fraction]:
            return [composites[unit] - still[unit] for composites, _ in made]

        def moved(made: Sequence[Drawn], unit: str = unit) -> list[Fraction]:
            return [Fraction(graded[unit].rank) for _, graded in made]

        def shift(made: Sequence[Drawn], unit: str = unit) -> Fraction:
            return Fraction(sum(abs(graded[unit].rank - placed[unit].rank) for _, graded in made), count)

        ranks = sorted(graded[unit].rank for _, graded in whole)
        own, variance = placed[unit].rank, _covariance(away(whole), away(whole))
        told[unit] = {
            "best_rank": min(own, ranks[_place(25, count)]),
            "median_rank": ranks[_place(500, count)],
            "worst_rank": max(own, ranks[_place(975, count)]),
            "mean_rank_shift": shift(whole),
            "rank_probability": Fraction(ranks.count(own), count),
            "composite_error": root(variance),
            **{
                f"grade_{grade.lower()}_probability": _share(
                    whole, lambda graded, g=grade, u=unit: graded[u].computed == g
                )
                for grade in "ABCD"
            },
        }
        for source, made in alone.items():
            told[unit] |= {
                f"{source}.composite_error": root(_covariance(away(made), away(made))),
                f"{source}.mean_rank_shift": shift(made),
            }
            if variance:
                told[unit][f"{source}.variance_share"] = _covariance(away(made), away(whole)) / variance
            if of_ranks := _covariance(moved(whole), moved(whole)):
                told[unit][f"{source}.rank_variance_share"] = (
                    _covariance(moved(made), moved(whole)) / of_ranks
                )
    return told


def _share(made: Sequence[Drawn], is_so: Callable[[dict[str, Graded]], bool]) -> Fraction:
    return Fraction(sum(is_so(graded) for _, graded in made), len(made))


def _place(thousandths: int, count: int) -> int:
    """Return the place, from 0, of the first of the sorted draws by which so many thousandths are reached."""
    return next(place for place in range(count) if 1000 * (place + 1) >= thousandths * count)


def _covariance(one: list[Fraction], other: list[Fraction]) -> Fraction:
    count = len(one)
    return (
        sum((a * b for a, b in zip(one, other, strict=True)), ZERO) / count
        - sum(one, ZERO) * sum(other, ZERO) / count**2
    )
