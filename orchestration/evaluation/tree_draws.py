"""Scores of the nodes between indicators and composite in many draws at once, as docs/method.md, section 3, gives them.

A mean is guessed in floating point, by products of matrices; where the guess lies so near to a half of the last digit that it might round
the wrong way, it is worked out again in whole numbers. So every score is exact, at the cost of a matrix product.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from orchestration.evaluation.scaled import DECIMALS, LARGEST, STEP, UNIT, Ints, quotient, rounded

Floats = npt.NDArray[np.float64]
WITHOUT_SCORE = -(2**62)
FACTOR = 1000
NOBODY = -1
# What a draw may do with the means of the tree: as the scheme has them, or all of one kind.
RULES = (None, "arithmetic", "geometric")
# Means that are no sums, and to how many decimals they are rounded.
CURVES = ("geometric", "harmonic")
CURVED_DECIMALS = 8
HUNDRED = 100 * UNIT
# Cells that are worked out in whole numbers at once.
CHUNK = 100_000


@dataclass(frozen=True)
class Branch:
    """A node with others below it; weights and scores in units of the twelfth decimal.

    Attributes:
        rule: `arithmetic`, `geometric`, `harmonic` or `points`.
        floor, cap: Its bounds; None without one.
        decimals: To how many its score is rounded.
        children: Codes of what stands directly below it in the group.
        weights: Per unit and child, what it weighs after others have left; 0 where it has left or has no score.
        nominal: Per child, what it weighs in the group.
        scores: Per unit, as published; WITHOUT_SCORE where it has none.
    """

    code: str
    rule: str
    floor: int | None
    cap: int | None
    decimals: int
    children: tuple[str, ...]
    weights: Ints
    nominal: Ints
    scores: Ints

    @cached_property
    def kinds(self) -> tuple[Floats, Ints]:
        """The different weights that units have, and which of them each has: most units of a group weigh alike."""
        kinds, kind = np.unique(self.weights, axis=0, return_inverse=True)
        return kinds / UNIT, np.asarray(kind, dtype=np.int64)


@dataclass(frozen=True)
class Tree:
    """What stands below a group's components.

    Attributes:
        branches: Those below others first.
        indicators: Codes.
        scores: Per unit and indicator, as published; 0 without one.
        scored: Where there is one.
        indicator_decimals: To how many they are rounded.
        decimals: The most that a score below a branch has.
        geometric_floor: What lower scores are lifted to in a geometric or harmonic mean; None where a score not above zero makes it 0.
    """

    branches: tuple[Branch, ...]
    indicators: tuple[str, ...]
    scores: Ints
    scored: npt.NDArray[np.bool_]
    indicator_decimals: int
    decimals: int
    geometric_floor: int | None


@dataclass(frozen=True)
class Choices:
    """What each draw does below the components.

    Attributes:
        factors: By node that varies, what its weight is multiplied by, in thousandths.
        rules: Places in RULES.
        scales: Which scores of the indicators are taken: 0 as published.
        left: Place of the indicator that is left out, or NOBODY.
    """

    factors: Mapping[str, Ints]
    rules: Ints
    scales: Ints
    left: Ints

    def of(self, rows: Ints) -> "Choices":
        """Return those of some draws."""
        factors = {code: factor[rows] for code, factor in self.factors.items()}
        return Choices(factors, self.rules[rows], self.scales[rows], self.left[rows])


def node_scores(tree: Tree, choices: Choices, scales: Sequence[Ints]) -> dict[str, Ints]:
    """Return the score of each branch per draw and unit.

    Args:
        tree: The group's tree.
        choices: What each draw does.
        scales: Scores of the indicators, per unit and indicator; the first as published.
    """
    shape = len(choices.left), tree.scores.shape[0]
    found = {branch.code: np.empty(shape, dtype=np.int64) for branch in tree.branches}
    kinds = choices.rules * len(scales) + choices.scales
    if not choices.factors:
        # Weights stand still, so draws that choose alike come out alike: one of each is enough.
        _, first, back = np.unique(
            np.stack([kinds, choices.left]), axis=1, return_index=True, return_inverse=True
        )
        if len(first) < len(back):
            return {
                code: scores[back] for code, scores in node_scores(tree, choices.of(first), scales).items()
            }
    for kind in np.unique(kinds):
        rows = np.flatnonzero(kinds == kind)
        rule, scale = divmod(int(kind), len(scales))
        for code, scores in _alike(tree, choices.of(rows), RULES[rule], scales[scale]).items():
            found[code][rows] = scores
    return found


def _alike(tree: Tree, choices: Choices, rule: str | None, scores: Ints) -> dict[str, Ints]:
    """Return the scores of draws that take the same rule and the same scores of indicators."""
    made: dict[str, Ints] = {}
    place = {code: number for number, code in enumerate(tree.indicators)}
    for branch in tree.branches:
        below = [made[code] if code in made else scores[:, place[code]] for code in branch.children]
        whole = np.full((len(choices.left), len(below)), FACTOR, dtype=np.int64)
        for column, code in enumerate(branch.children):
            if code in choices.factors:
                whole[:, column] = choices.factors[code]
        leaves = np.stack([choices.left == place.get(code, len(place)) for code in branch.children], axis=1)
        mean = _Mean(tree, branch, below, whole, leaves)
        taken = branch.rule if branch.rule == "points" else rule or branch.rule
        drawn = mean.curved(taken) if taken in CURVES else mean.linear()
        made[branch.code] = np.where(branch.scores == WITHOUT_SCORE, WITHOUT_SCORE, drawn)
    return made


class _Mean:
    """The mean of what stands below a branch in draws that take the same rule."""

    def __init__(
        self, tree: Tree, branch: Branch, below: list[Ints], whole: Ints, leaves: npt.NDArray[np.bool_]
    ) -> None:
        self.tree, self.branch, self.whole = tree, branch, whole
        # What has no score weighs nothing: a mark in its place must not be multiplied.
        weighs = branch.weights > 0
        self.below = [
            one if weighs[:, place].all() else np.where(weighs[:, place], one, 0)
            for place, one in enumerate(below)
        ]
        self.used = np.where(leaves, 0, whole) if leaves.any() else whole
        self.weights = branch.weights / UNIT
        total = self._weight(self.used)
        # Nothing would be left for these units: there the indicator stays.
        self.alone = total == 0
        self.has_alone = bool(self.alone.any())
        self.total = np.where(self.alone, self._weight(whole), total) if self.has_alone else total
        self.total[self.total == 0] = 1

    def _weight(self, factors: Ints) -> Floats:
        """Return the sum of weights per draw and unit."""
        kinds, kind = self.branch.kinds
        return _product(factors, kinds, [np.ones(len(kinds))] * len(self.below))[:, kind]

    def _sum(self, values: list[Floats]) -> Floats:
        total = _product(self.used, self.weights, values)
        return (
            np.where(self.alone, _product(self.whole, self.weights, values), total)
            if self.has_alone
            else total
        )

    def curved(self, rule: str) -> Ints:
        """Return the weighted geometric or harmonic mean."""
        lifted = self.below
        if self.tree.geometric_floor is not None:
            lifted = [np.maximum(one, self.tree.geometric_floor) for one in lifted]
        known = [np.where(one > 0, one, UNIT) / UNIT for one in lifted]
        if rule == "geometric":
            means = np.exp(self._sum([np.log(one) for one in known]) / self.total)
            digits = np.rint(means * 10**CURVED_DECIMALS).astype(np.int64)
        else:
            # Where nothing below has a score the sum is zero, and so is what weighs.
            sums = self._sum([1 / one for one in known])
            means = self.total / np.where(sums > 0, sums, self.total)
            # A fraction may be a half of the last digit: it goes up, as in the models.
            digits = rounded(np.rint(means * UNIT).astype(np.int64), CURVED_DECIMALS) // 10 ** (
                DECIMALS - CURVED_DECIMALS
            )
        if min(int(one.min(initial=UNIT)) for one in lifted) <= 0:
            digits[self._sum([(one <= 0).astype(float) for one in lifted]) > 0] = 0
        return self._closed(digits * 10 ** (DECIMALS - CURVED_DECIMALS))

    def linear(self) -> Ints:
        """Return the weighted arithmetic mean, or the sum of points."""
        guess = self._sum([one / UNIT for one in self.below])
        guess /= self.total
        largest = max(float(np.abs(one).max(initial=0)) for one in self.below) / UNIT
        if self.branch.rule == "points":
            share = self.whole @ (self.branch.nominal / UNIT) / (100 * FACTOR)
            guess, largest = guess * share[:, None], largest * max(1.0, float(share.max(initial=0)))
        # Half a unit of the twelfth decimal, where a quotient is rounded first, and what sums of so many products are off at most.
        error = 10.0**-DECIMALS + np.finfo(float).eps * (len(self.below) + 8) * largest
        low, high = self.branch.floor, self.branch.cap
        if low is not None or high is not None:
            np.clip(
                guess,
                None if low is None else low / UNIT,
                None if high is None else high / UNIT,
                out=guess,
            )
        size = 10.0**self.branch.decimals
        guess *= size
        whole = np.floor(np.abs(guess) + 0.5)
        # How far the number is from the middle between two halves.
        apart = np.abs(np.abs(guess) - whole)
        found: Ints = np.copysign(whole, guess).astype(np.int64)
        found *= 10 ** (DECIMALS - self.branch.decimals)
        near = apart >= 0.5 - error * size
        if near.any():
            rows, units = np.nonzero(near & (self.branch.scores != WITHOUT_SCORE))
            for start in range(0, len(rows), CHUNK):
                some = rows[start : start + CHUNK], units[start : start + CHUNK]
                found[some] = self._exact(*some)
        return found

    def _exact(self, rows: Ints, units: Ints) -> Ints:
        """Return the scores of some draws and units, worked out in whole numbers: of 64 bits where they fit, else of any length."""
        digits = 10 ** (DECIMALS - self.tree.decimals)
        of_weights = int(
            np.gcd.reduce(np.append(self.branch.weights.ravel(), [*self.branch.nominal, HUNDRED]))
        )
        of_factors = int(np.gcd.reduce(np.append(self.whole[rows].ravel(), FACTOR)))
        weights, nominal = self.branch.weights[units] // of_weights, self.branch.nominal // of_weights
        factors = np.where(self.alone[rows, units][:, None], self.whole[rows], self.used[rows]) // of_factors
        scores = (
            np.stack([one[units] if one.ndim == 1 else one[rows, units] for one in self.below], axis=1)
            // digits
        )
        whole, hundred = self.whole[rows] // of_factors, HUNDRED // of_weights * (FACTOR // of_factors)
        most = max(int(weights.max()), int(nominal.max())) * int(whole.max()) * len(self.below)
        highest = most * max(int(np.abs(scores).max()), 10**STEP)
        if self.branch.rule == "points":
            highest *= max(most, hundred)
        if highest > LARGEST:
            weights, nominal, factors, scores, whole = (
                one.astype(object) for one in (weights, nominal, factors, scores, whole)
            )
        parts = weights * factors
        numerator, divisor = (parts * scores).sum(axis=1), parts.sum(axis=1)
        if self.branch.rule == "points":
            numerator, divisor = numerator * (whole * nominal).sum(axis=1), divisor * hundred
        return self._closed(quotient(numerator, divisor, DECIMALS - self.tree.decimals))

    def _closed(self, unrounded: Ints) -> Ints:
        """Return scores held inside the bounds and rounded."""
        low, high = self.branch.floor, self.branch.cap
        held = unrounded if low is None else np.maximum(unrounded, low)
        return rounded(held if high is None else np.minimum(held, high), self.branch.decimals)


def _product(factors: Ints, weights: Floats, values: list[Floats]) -> Floats:
    """Return, per draw and unit, the sum over children of factor times weight times value.

    A value is one per unit, or one per draw and unit. Not a product of BLAS: its threads fight with others for the processors and cost ten
    times as much on a busy machine, and sums here have one order.
    """
    by_draw = factors.astype(float)
    still = [place for place, value in enumerate(values) if value.ndim == 1]
    beside = np.array([weights[:, place] * values[place] for place in still])
    total = np.einsum("dc,cu->du", by_draw[:, still], beside) if still else 0.0
    for place in set(range(len(values))) - set(still):
        total = total + by_draw[:, [place]] * weights[:, place] * values[place]
    return np.asarray(total)
