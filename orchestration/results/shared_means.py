"""What each indicator adds to a change that goes through geometric or harmonic means.

Points are an indicator's score times its effective weight, which adds up under arithmetic means. A geometric mean G = exp(Σ qᵢ·ln sᵢ) makes more
or less of the same change. Its change is shared out by logarithmic means, without a remainder (LMDI, Ang, Energy Policy 33, 2005):
ΔG = L(G₁, G₀)·Σ (q̄ᵢ·Δln sᵢ + mean(ln sᵢ)·Δqᵢ), L(x, y) = (x − y)/(ln x − ln y), a bar or mean being that of before and after.
A harmonic mean H = 1/Σ qᵢ/sᵢ likewise, on the scale of −1/s: ΔH = H₀·H₁·Σ (q̄ᵢ·Δ(−1/sᵢ) + mean(−1/sᵢ)·Δqᵢ).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext

ZERO, TWO = Decimal(0), Decimal(2)
PRECISION = 34
Pair = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class Curve:
    """A mean that is the weighted arithmetic one on another scale, for what is above zero.

    Attributes:
        height: A score on that scale.
        score: The score at a height.
        size: How much of a point of height arrives in the mean between two scores (before and after), which may be one.
    """

    height: Callable[[Decimal], Decimal]
    score: Callable[[Decimal], Decimal]
    size: Callable[[Pair], Decimal]


def _logarithmic_mean(pair: Pair) -> Decimal:
    return pair[0] if pair[0] == pair[1] else (pair[1] - pair[0]) / (pair[1].ln() - pair[0].ln())


CURVES: Mapping[str, Curve] = {
    "geometric": Curve(Decimal.ln, Decimal.exp, _logarithmic_mean),
    "harmonic": Curve(lambda score: -1 / score, lambda height: -1 / height, lambda pair: pair[0] * pair[1]),
}


@dataclass(frozen=True)
class Node:
    """A node of one unit that has a score.

    Attributes:
        parent: Code of the node above; None for a component.
        weight: Effective weight, a share of the composite.
        score: Published score.
        rule: How the scores below become its own; None for an indicator and for the appraisal.
    """

    parent: str | None
    weight: Decimal
    score: Decimal
    rule: str | None


@dataclass(frozen=True)
class Tree:
    """The nodes of one unit in one result, by code.

    Attributes:
        nodes: Those that have a score and an effective weight.
        floor: What a geometric or harmonic mean lifts lower scores to; 0 where it doesn't.
    """

    nodes: Mapping[str, Node]
    floor: Decimal = ZERO


@dataclass(frozen=True)
class Shared:
    """What an indicator adds to a change through geometric or harmonic means.

    Attributes:
        points: Points of the composite.
        inside: Whether it stands below a mean that is shared out, before and after; one that has moved may stand there once.
    """

    points: Decimal
    inside: tuple[bool, bool]


@dataclass(frozen=True)
class _Effect:
    """What one child makes of the change of the node above: by its score, by its share, and how much of a point of its score arrives."""

    by_score: Decimal
    by_weight: Decimal
    slope: Decimal


def shared(before: Tree, after: Tree) -> dict[str, Shared]:
    """Return, for each indicator below a node with one such mean on both sides, what it adds to the change of the composite.

    The sum over the indicators below the topmost such node is the change of that node's weight times score, but for what bounds and
    roundings make. Where a mean is zero on one side, its whole change is that of the scores that make it zero, by their shares.

    Args:
        before: A unit's nodes in the earlier result.
        after: Its nodes in the later one.

    Returns:
        By code; empty where no node has one on both sides.
    """
    with localcontext() as context:
        context.prec = PRECISION
        return _Sharing(before, after).all()


class _Sharing:
    def __init__(self, before: Tree, after: Tree) -> None:
        self.sides = (before, after)
        self.floors = (before.floor, after.floor)
        self.children: dict[str | None, dict[str, None]] = defaultdict(dict)
        for tree in self.sides:
            for code, node in tree.nodes.items():
                self.children[node.parent][code] = None
        self.found: dict[str, Decimal] = defaultdict(Decimal)
        self.inside: tuple[set[str], set[str]] = (set(), set())

    def all(self) -> dict[str, Shared]:
        for code in dict.fromkeys(self._topmost(self.children[None])):
            first, last = (tree.nodes[code] for tree in self.sides)
            weights, scores = (first.weight, last.weight), (first.score, last.score)
            self._walk(code, _mean(weights), _mean(scores) * (weights[1] - weights[0]))
            for side in (0, 1):
                self.inside[side].update(self._leaves(code, side))
        return {
            code: Shared(points, (code in self.inside[0], code in self.inside[1]))
            for code, points in self.found.items()
        }

    def _topmost(self, codes: Iterable[str]) -> Iterable[str]:
        for code in codes:
            if self._curve(code) is not None:
                yield code
            else:
                yield from self._topmost(self.children[code])

    def _leaves(self, code: str, side: int) -> Iterable[str]:
        below = [child for child in self.children[code] if self._stands(child, code)[side]]
        if not below:
            yield code
        for child in below:
            yield from self._leaves(child, side)

    def _curve(self, code: str) -> Curve | None:
        """Return the scale on which a node is a mean, where it is the same on both sides."""
        rules = {tree.nodes[code].rule if code in tree.nodes else None for tree in self.sides}
        return CURVES.get(rules.pop() or "") if len(rules) == 1 else None

    def _stands(self, code: str, above: str) -> tuple[bool, bool]:
        """Return on which sides a node has a score and stands directly below another: it may have moved."""
        first, last = (code in tree.nodes and tree.nodes[code].parent == above for tree in self.sides)
        return first, last

    def _scores(self, code: str, stands: tuple[bool, bool]) -> Pair:
        """Return the scores; on a side where it does not stand, that of the other: only its weight has changed then."""
        known = [
            tree.nodes[code].score for tree, is_there in zip(self.sides, stands, strict=True) if is_there
        ]
        return known[0], known[-1]

    def _shares(self, code: str, above: str, stands: tuple[bool, bool]) -> Pair:
        """Return what the child is of the node above; where that stands on one side only, its shares there hold for both."""
        shares = [
            (tree.nodes[code].weight / tree.nodes[above].weight if is_there else ZERO)
            if above in tree.nodes and tree.nodes[above].weight
            else None
            for tree, is_there in zip(self.sides, stands, strict=True)
        ]
        known = [share for share in shares if share is not None] or [ZERO]
        return shares[0] if shares[0] is not None else known[0], shares[1] if shares[
            1
        ] is not None else known[0]

    def _walk(self, code: str, slope: Decimal, weight_term: Decimal, scores_of: Pair | None = None) -> None:
        """Share out what a node adds: `slope` times the change of its score, and `weight_term`."""
        below = list(self.children[code])
        if not below:
            first, last = scores_of or (ZERO, ZERO)
            self.found[code] += slope * (last - first) + weight_term
            return
        stands = [self._stands(child, code) for child in below]
        shares = [self._shares(child, code, there) for child, there in zip(below, stands, strict=True)]
        scores = [self._scores(child, there) for child, there in zip(below, stands, strict=True)]
        curve = self._curve(code)
        effects = _linear(shares, scores) if curve is None else _curved(curve, shares, scores, self.floors)
        sizes = [_mean(share) * _mean(score) for share, score in zip(shares, scores, strict=True)]
        whole = sum(sizes, ZERO)
        for child, there, score, effect, size in zip(below, stands, scores, effects, sizes, strict=True):
            moved = score[1] - score[0]
            # What stands here on one side only has not changed its score here, whatever it and what is below it did elsewhere.
            own = effect.by_score / moved if moved else effect.slope if all(there) else ZERO
            passed = weight_term * (size / whole if whole else Decimal(1) / len(below))
            self._walk(child, slope * own, slope * effect.by_weight + passed, score)


def _mean(pair: Pair) -> Decimal:
    return (pair[0] + pair[1]) / TWO


def _linear(shares: list[Pair], scores: list[Pair]) -> list[_Effect]:
    return [
        _Effect(_mean(q) * (s[1] - s[0]), _mean(s) * (q[1] - q[0]), _mean(q))
        for q, s in zip(shares, scores, strict=True)
    ]


def _curved(curve: Curve, shares: list[Pair], scores: list[Pair], floors: Pair) -> list[_Effect]:
    totals = [sum((share[side] for share in shares), ZERO) for side in (0, 1)]
    if not all(totals):
        return _linear(shares, scores)
    q = [(share[0] / totals[0], share[1] / totals[1]) for share in shares]
    lifted = [(max(score[0], floors[0]), max(score[1], floors[1])) for score in scores]
    gone = [[i for i, s in enumerate(lifted) if s[side] <= 0 and q[i][side] > 0] for side in (0, 1)]
    if any(gone):
        return _from_zero(curve, q, scores, lifted, gone)
    # A score that is not above zero has no weight on either side; its height counts for nothing.
    heights = [
        (curve.height(s[0]) if s[0] > 0 else ZERO, curve.height(s[1]) if s[1] > 0 else ZERO) for s in lifted
    ]
    whole = [sum((q[i][side] * heights[i][side] for i in range(len(q))), ZERO) for side in (0, 1)]
    means = curve.score(whole[0]), curve.score(whole[1])
    size = curve.size(means)
    effects = []
    for share, height, score in zip(q, heights, lifted, strict=True):
        moved = share[1] - share[0]
        # Shares sum to 1 on both sides, so that any constant times their changes sums to nothing: this one makes it read like points.
        by_weight = (size * (_mean(height) - _mean((whole[0], whole[1]))) + _mean(means)) * moved
        own = _mean(score)
        slope = _mean(share) * size / curve.size((own, own)) if own > 0 else ZERO
        effects.append(_Effect(size * _mean(share) * (height[1] - height[0]), by_weight, slope))
    return effects


def _from_zero(
    curve: Curve, q: list[Pair], scores: list[Pair], lifted: list[Pair], gone: list[list[int]]
) -> list[_Effect]:
    """Share out a change from or to a mean of zero among the scores that are zero there."""
    effects = [_Effect(ZERO, ZERO, ZERO) for _ in q]
    if all(gone):
        return effects
    side = 0 if gone[0] else 1
    other = 1 - side
    mean = curve.score(
        sum(
            (
                share[other] * curve.height(s[other])
                for share, s in zip(q, lifted, strict=True)
                if share[other]
            ),
            ZERO,
        )
    )
    change = mean if side == 0 else -mean
    whole = sum((q[i][side] for i in gone[side]), ZERO)
    for i in gone[side]:
        part = change * q[i][side] / whole
        has_moved = scores[i][0] != scores[i][1]
        effects[i] = _Effect(part, ZERO, ZERO) if has_moved else _Effect(ZERO, part, ZERO)
    return effects
