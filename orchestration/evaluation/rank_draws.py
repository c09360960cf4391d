"""Scores, ranks and grades of one evaluation group in many draws at once, from arrays of exact decimals.

Follows docs/method.md, sections 3 and 5, from the components upward; what stands below them is `tree_draws`', where the numbers come from and
go to is decided elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from orchestration.evaluation.scaled import DECIMALS, LARGEST, Ints, half_up, quotient, rounded
from orchestration.evaluation.tree_draws import FACTOR, WITHOUT_SCORE

GRADES = ("A", "B", "C", "D")
# Stands where the composite reaches no bound; worse than every grade.
NO_GRADE = len(GRADES)
WEIGHT_DECIMALS = 4


@dataclass(frozen=True)
class Rules:
    """What the scheme says of composite, rank and grade; scores in units of the twelfth decimal."""

    component_decimals: int
    composite_decimals: int
    composite_floor: int
    composite_cap: int
    appraisal_floor: int | None
    appraisal_cap: int | None
    is_points: bool
    is_ranked_unrounded: bool
    is_shared_place_last: bool


@dataclass(frozen=True)
class Limit:
    """A score on a node below which a grade is closed.

    Attributes:
        node: Component, dimension or indicator.
        scores: Their published scores on the node; WITHOUT_SCORE without one.
        below: The score below which it closes the better grades.
        cap: The best grade that is left.
    """

    node: str
    scores: Ints
    below: int
    cap: int


@dataclass(frozen=True)
class Group:
    """The rated units of a group, one per row of the arrays; scores in units of the twelfth decimal.

    Attributes:
        components: Codes of the weighted components.
        weights: Per component, in units of the fourth decimal.
        scores: Per unit and component, as published.
        stands: Per unit and component, 1 where it has a score, 0 where it has left and its weight goes to the others.
        appraisal: Which component is the public appraisal; None where the group has none.
        appraisal_unrounded: Its score before bounds and rounding.
        adjustments: Bonus less deductions.
        ties: What tells equal composites apart, in order.
        tie_nodes: The nodes of these scores.
        caps: The best grade that vetoes leave; -1 without one.
        limits: What may close grades besides.
        pools: What the unit is graded among, as a number; the units of a group with the same number.
        bounds: Per unit and grade, the composite from which it is reached; LARGEST where the scheme has no such grade.
        allowed: Per unit, the places in its pool that may be graded A, and A or B; LARGEST without a quota.
    """

    components: tuple[str, ...]
    weights: Ints
    scores: Ints
    stands: Ints
    appraisal: int | None
    appraisal_unrounded: Ints
    adjustments: Ints
    ties: Ints
    tie_nodes: tuple[str, ...]
    caps: Ints
    limits: tuple[Limit, ...]
    pools: Ints
    bounds: Ints
    allowed: Ints


@dataclass(frozen=True)
class Outcome:
    """Composite (units of the twelfth decimal), rank and grade per draw and unit."""

    composites: Ints
    ranks: Ints
    grades: Ints


def outcome(group: Group, rules: Rules, shifts: Ints, factors: Ints, nodes: Mapping[str, Ints]) -> Outcome:
    """Work out each draw.

    Args:
        group: The units.
        rules: The scheme's rules.
        shifts: Per draw and unit, what is added to the appraisal's unrounded score, in units of the twelfth decimal.
        factors: Per draw and component, what its weight is multiplied by, in thousandths.
        nodes: Drawn scores of components and dimensions, per draw and unit; the others are as published.

    Raises:
        OverflowError: Scores or weights are too large for 64 bits.
    """
    drawn = dict(nodes)
    if group.appraisal is not None:
        # A unit without an appraisal has none to be drawn.
        has_one = group.stands[:, group.appraisal] == 1
        drawn[group.components[group.appraisal]] = np.where(
            has_one, _appraisal(group, rules, shifts), WITHOUT_SCORE
        )
    unrounded = _composites(group, rules, drawn, factors)
    composites = rounded(unrounded, rules.composite_decimals)
    ranks = _ranks(group, unrounded if rules.is_ranked_unrounded else composites, drawn)
    return Outcome(composites, ranks, _grades(group, composites, _places(group, rules, ranks), drawn))


def _appraisal(group: Group, rules: Rules, shifts: Ints) -> Ints:
    drawn = group.appraisal_unrounded + shifts
    if rules.appraisal_floor is not None:
        drawn = np.maximum(drawn, rules.appraisal_floor)
    if rules.appraisal_cap is not None:
        drawn = np.minimum(drawn, rules.appraisal_cap)
    return rounded(drawn, rules.component_decimals)


def _composites(group: Group, rules: Rules, drawn: Mapping[str, Ints], factors: Ints) -> Ints:
    dropped = DECIMALS - rules.component_decimals
    weights, hundred = _reduced(group.weights, factors)
    total = np.zeros((len(factors), len(group.scores)), dtype=np.int64)
    largest = 0
    for place, code in enumerate(group.components):
        stands = group.stands[:, place] == 1
        digits = half_up(np.where(stands, drawn.get(code, group.scores[:, place]), 0), dropped)
        largest += int(weights[:, place].max(initial=0)) * int(np.abs(digits).max(initial=0))
        if largest > LARGEST:
            raise OverflowError("weights times scores do not fit into 64 bits")
        total += weights[:, [place]] * digits
    if rules.is_points:
        divisor = np.full((len(factors), 1), hundred, dtype=np.int64)
    else:
        divisor = weights @ group.stands.T
    weighted = quotient(total, divisor, dropped)
    bounded = np.clip(weighted + group.adjustments, rules.composite_floor, rules.composite_cap)
    return np.asarray(bounded, dtype=np.int64)


def _reduced(weights: Ints, factors: Ints) -> tuple[Ints, int]:
    """Return the varied weights and 100 in the largest unit in which all are whole: a mean does not hang on it, 64 bits do."""
    of_weights = int(np.gcd.reduce(weights, initial=100 * 10**WEIGHT_DECIMALS))
    of_factors = int(np.gcd.reduce(factors, axis=None, initial=FACTOR))
    hundred = 100 * 10**WEIGHT_DECIMALS // of_weights * (FACTOR // of_factors)
    return (weights // of_weights) * (factors // of_factors), hundred


def _ranks(group: Group, scores: Ints, drawn: Mapping[str, Ints]) -> Ints:
    ties = (drawn.get(code, group.ties[:, place]) for place, code in enumerate(group.tie_nodes))
    return _standing([scores, *(np.broadcast_to(own, scores.shape) for own in ties)])


def _standing(keys: list[Ints]) -> Ints:
    """Return the competition rank of each unit in each draw, larger keys first, the first key before the others."""
    shape = keys[0].shape
    # Those that are equal on every key share a rank, in whatever order they come.
    order = (
        np.argsort(-keys[0], axis=1)
        if len(keys) == 1
        else np.lexsort([-key for key in reversed(keys)], axis=1)
    )
    begins = np.zeros(shape, dtype=bool)
    for key in keys:
        along = np.take_along_axis(key, order, axis=1)
        begins[:, 1:] |= along[:, 1:] != along[:, :-1]
    places = np.maximum.accumulate(np.where(begins, np.arange(shape[1]), 0), axis=1) + 1
    ranks = np.empty(shape, dtype=np.int64)
    np.put_along_axis(ranks, order, places, axis=1)
    return ranks


def _places(group: Group, rules: Rules, ranks: Ints) -> Ints:
    """Return the place in its pool that is held against the number allowed: units keep the order that they have in the group."""
    places = np.empty(ranks.shape, dtype=np.int64)
    for pool in np.unique(group.pools):
        members = np.flatnonzero(group.pools == pool)
        own = ranks if len(members) == ranks.shape[1] else _standing([-ranks[:, members]])
        places[:, members] = _last_shared(own) if rules.is_shared_place_last else own
    return places


def _last_shared(ranks: Ints) -> Ints:
    """Return the last of the places that the units at a rank share."""
    draws, units = ranks.shape
    rows = np.arange(draws)[:, None] * units
    sharing = np.bincount((rows + ranks - 1).ravel(), minlength=draws * units)
    return np.asarray(ranks - 1 + sharing[rows + ranks - 1], dtype=np.int64)


def _grades(group: Group, composites: Ints, places: Ints, drawn: Mapping[str, Ints]) -> Ints:
    grades = np.full(composites.shape, NO_GRADE, dtype=np.int64)
    for grade in reversed(range(len(GRADES))):
        grades[composites >= group.bounds[:, grade]] = grade
    for grade in (0, 1):
        grades[(grades == grade) & (places > group.allowed[:, grade])] = grade + 1
    # Without a grade by bound there is none that a veto or limit could lower.
    capped = np.maximum(grades, group.caps)
    for limit in group.limits:
        scores = drawn.get(limit.node, limit.scores)
        is_met = (scores < limit.below) & (scores != WITHOUT_SCORE)
        capped = np.where(is_met, np.maximum(capped, limit.cap), capped)
    # A quota or cap that no published grade meets may lead a draw to a grade that the group doesn't have: the next worse one is meant.
    for grade in range(len(GRADES) - 1):
        capped = np.where((capped == grade) & (group.bounds[:, grade] == LARGEST), grade + 1, capped)
    return np.where(grades == NO_GRADE, grades, capped)
