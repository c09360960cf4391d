"""The scores below the components in one draw, in exact fractions, written from docs/method.md, sections 3 and 9: the slow way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracle.exact import clip, half_up, quotient, weighted_mean
from tests.oracle.real_numbers import deviation, geometric_mean, harmonic_mean

ZERO = Fraction(0)


@dataclass(frozen=True)
class DrawnNode:
    """A node with children; `nominal` is what each of them weighs in the group."""

    code: str
    rule: str
    bounds: tuple[Fraction | None, Fraction | None]
    decimals: int
    nominal: Mapping[str, Fraction]


@dataclass(frozen=True)
class DrawnLeaves:
    """A unit's indicators with a score, and what nodes weigh in it after others have left; what has left stands in neither."""

    scores: Mapping[str, Fraction]
    applied: Mapping[str, Fraction]


@dataclass(frozen=True)
class DrawnChoice:
    """What a draw does below the components: factors of weights, another mean, other scores, an indicator left out."""

    factors: Mapping[str, Fraction] = field(default_factory=dict)
    rule: str | None = None
    left: str | None = None


def tree_scores(
    nodes: Sequence[DrawnNode], unit: DrawnLeaves, choice: DrawnChoice, geometric_floor: Fraction | None
) -> dict[str, Fraction]:
    """Return the score of each node of a unit that has one; the deepest nodes come first."""
    scores = dict(unit.scores)
    for node in nodes:
        standing = [code for code in node.nominal if code in scores and unit.applied.get(code, ZERO) > 0]
        kept = [code for code in standing if code != choice.left] or standing
        if not kept:
            continue
        pairs = [(unit.applied[code] * choice.factors.get(code, Fraction(1)), scores[code]) for code in kept]
        scores[node.code] = half_up(
            clip(_mean(node, pairs, choice, geometric_floor), *node.bounds), node.decimals
        )
    return {node.code: scores[node.code] for node in nodes if node.code in scores}


def _mean(
    node: DrawnNode,
    pairs: list[tuple[Fraction, Fraction]],
    choice: DrawnChoice,
    geometric_floor: Fraction | None,
) -> Fraction:
    if node.rule == "points":
        whole = sum((w * choice.factors.get(code, Fraction(1)) for code, w in node.nominal.items()), ZERO)
        found = quotient(whole * sum(w * s for w, s in pairs), 100 * sum(w for w, _ in pairs))
    elif (rule := choice.rule or node.rule) in ("geometric", "harmonic"):
        if geometric_floor is not None:
            pairs = [(weight, max(score, geometric_floor)) for weight, score in pairs]
        mean = geometric_mean if rule == "geometric" else harmonic_mean
        found = ZERO if any(score <= 0 for _, score in pairs) else mean(pairs)
    else:
        found = weighted_mean(pairs)
    assert found is not None
    return found


def on_another_scale(
    scores: Mapping[str, Fraction], how: str, parameters: tuple[Fraction, Fraction], decimals: int
) -> dict[str, Fraction]:
    """Return the scores of a group's units on one indicator under another normalisation.

    Args:
        scores: Per unit that has one.
        how: `minmax`, `rank` or `zscore`.
        parameters: The low and the high score, or base and score per standard deviation.
        decimals: Of the indicators' scores.
    """
    (one, other), told = parameters, list(scores.values())
    if len(set(told)) < 2:
        return dict(scores)
    drawn: dict[str, Fraction] = {}
    for unit, score in scores.items():
        if how == "minmax":
            part = (score - min(told)) / (max(told) - min(told))
        elif how == "rank":
            part = 1 - Fraction(sum(each > score for each in told), len(told) - 1)
        else:
            spread = deviation(told)
            assert spread is not None
            part = (score - sum(told, ZERO) / len(told)) / spread
        far = one + other * part if how == "zscore" else one + (other - one) * part
        drawn[unit] = half_up(half_up(far, 8 if how == "zscore" else 12), decimals)
    return drawn
