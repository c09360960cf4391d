"""Scores below the components in many draws at once are what exact fractions give for each draw by itself."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.evaluation.rescaled import Alternative, rescaled
from orchestration.evaluation.scaled import UNIT, scaled
from orchestration.evaluation.tree_draws import (
    NOBODY,
    RULES,
    WITHOUT_SCORE,
    Branch,
    Choices,
    Tree,
    node_scores,
)
from tests.oracle.drawn_trees import DrawnChoice, DrawnLeaves, DrawnNode, on_another_scale, tree_scores

LEAVES = tuple(f"I{place}" for place in range(6))
# A tree of four levels, the deepest nodes first; a node with a single child is in it.
BELOW = {"D3": ("I2", "I3"), "D1": ("I0", "I1", "D3"), "D2": ("I4",), "INDICATORS": ("D1", "D2", "I5")}
DRAWS = 6
rounded_scores = st.sampled_from([Decimal(0), Decimal(50), Decimal("77.5"), Decimal(100)])
long_weights = st.decimals("0.000000000001", 100, places=12)


@dataclass(frozen=True)
class Case:
    """A group: its nodes, its units, what is above zero in a geometric mean, decimals of the indicators."""

    nodes: list[DrawnNode]
    units: list[DrawnLeaves]
    geometric_floor: Fraction | None
    decimals: int


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a group: few decimals, so that halves are met, or many; some indicators have left, some weights have moved."""
    decimals = draw(st.integers(0, 6))
    weights = draw(
        st.sampled_from([st.integers(1, 60).map(Decimal), st.decimals(0, 60, places=4), long_weights])
    )
    nodes = [
        DrawnNode(
            code,
            draw(st.sampled_from(["arithmetic", "arithmetic", "geometric", "harmonic", "points"])),
            draw(
                st.sampled_from(
                    [(None, None), (Fraction(40), Fraction("82.25")), (None, Fraction("70.00005"))]
                )
            ),
            draw(st.integers(0, decimals)),
            {child: Fraction(draw(weights)) for child in children},
        )
        for code, children in BELOW.items()
    ]
    nominal = {code: weight for node in nodes for code, weight in node.nominal.items()}
    own = st.decimals(-20, 110, places=decimals) | rounded_scores.map(lambda score: round(score, decimals))
    units = []
    for _ in range(draw(st.integers(1, 5))):
        stand = draw(st.sets(st.sampled_from(LEAVES), min_size=1))
        moved = draw(st.booleans())
        applied = {code: weight * (2 if moved and code == "I0" else 1) for code, weight in nominal.items()}
        applied = {code: weight for code, weight in applied.items() if code in stand or code not in LEAVES}
        units.append(DrawnLeaves({code: Fraction(draw(own)) for code in sorted(stand)}, applied))
    return Case(nodes, units, draw(st.sampled_from([None, Fraction(1)])), decimals)


def as_whole(number: Fraction) -> int:
    """Return a fraction in units of the twelfth decimal."""
    return scaled(Decimal(number.numerator) / Decimal(number.denominator))


def tree_of(case: Case) -> Tree:
    """Return the same group as the draws take it."""
    plain = [tree_scores(case.nodes, unit, DrawnChoice(), case.geometric_floor) for unit in case.units]

    def weight(place: int, code: str) -> int:
        has_score = code in plain[place] or code in case.units[place].scores
        return as_whole(case.units[place].applied.get(code, Fraction(0))) if has_score else 0

    branches = tuple(
        Branch(
            code=node.code,
            rule=node.rule,
            floor=None if node.bounds[0] is None else as_whole(node.bounds[0]),
            cap=None if node.bounds[1] is None else as_whole(node.bounds[1]),
            decimals=node.decimals,
            children=tuple(node.nominal),
            weights=np.array([[weight(place, code) for code in node.nominal] for place in range(len(plain))]),
            nominal=np.array([as_whole(told) for told in node.nominal.values()]),
            scores=np.array(
                [as_whole(found[node.code]) if node.code in found else WITHOUT_SCORE for found in plain]
            ),
        )
        for node in case.nodes
    )
    return Tree(
        branches=branches,
        indicators=LEAVES,
        scores=np.array(
            [[as_whole(unit.scores.get(code, Fraction(0))) for code in LEAVES] for unit in case.units]
        ),
        scored=np.array([[code in unit.scores for code in LEAVES] for unit in case.units]),
        indicator_decimals=case.decimals,
        decimals=case.decimals,
        geometric_floor=None if case.geometric_floor is None else as_whole(case.geometric_floor),
    )


ALTERNATIVES = (
    Alternative("minmax", "normalisation", 20, low=Decimal(60), high=Decimal("100.5")),
    Alternative("rank", "normalisation", 20, low=Decimal(0), high=Decimal("99.999")),
    Alternative("zscore", "normalisation", 20, base=Decimal(80), step=Decimal("8.25")),
)


def scale_of(case: Case, place: int) -> list[DrawnLeaves]:
    """Return the units with the scores that a scale gives them; the first is the published one."""
    if place == 0:
        return case.units
    chosen = ALTERNATIVES[place - 1]
    parameters = tuple(
        Fraction(one) for one in (chosen.low, chosen.high, chosen.base, chosen.step) if one is not None
    )
    told: list[dict[str, Fraction]] = [{} for _ in case.units]
    for code in LEAVES:
        own = {
            str(unit): leaves.scores[code] for unit, leaves in enumerate(case.units) if code in leaves.scores
        }
        assert len(parameters) == 2
        for unit, score in on_another_scale(
            own, chosen.code, (parameters[0], parameters[1]), case.decimals
        ).items():
            told[int(unit)][code] = score
    return [replace(unit, scores=scores) for unit, scores in zip(case.units, told, strict=True)]


@settings(max_examples=150, deadline=None)
@given(cases(), st.data())
def test_each_node_of_each_draw_is_what_fractions_give(case: Case, data: st.DataObject) -> None:
    tree, several = tree_of(case), {"min_size": DRAWS, "max_size": DRAWS}
    varied = data.draw(st.sets(st.sampled_from([*LEAVES, "D1", "D2", "D3"])))
    factors = {code: data.draw(st.lists(st.integers(1, 1999), **several)) for code in sorted(varied)}
    rules = data.draw(st.lists(st.integers(0, len(RULES) - 1), **several))
    scales = data.draw(st.lists(st.integers(0, len(ALTERNATIVES)), **several))
    left = data.draw(st.lists(st.integers(NOBODY, len(LEAVES) - 1), **several))
    found = node_scores(
        tree,
        Choices(
            {code: np.array(told) for code, told in factors.items()}, *map(np.array, (rules, scales, left))
        ),
        [tree.scores, *(rescaled(tree, alternative) for alternative in ALTERNATIVES)],
    )
    for number in range(DRAWS):
        choice = DrawnChoice(
            {code: Fraction(told[number], 1000) for code, told in factors.items()},
            RULES[rules[number]],
            None if left[number] == NOBODY else LEAVES[left[number]],
        )
        for place, unit in enumerate(scale_of(case, scales[number])):
            expected = tree_scores(case.nodes, unit, choice, case.geometric_floor)
            for node in case.nodes:
                told = expected.get(node.code)
                drawn = int(found[node.code][number, place])
                assert drawn == (WITHOUT_SCORE if told is None else as_whole(told)), (node, number, place)


@pytest.mark.parametrize("weight", [1, 10**12, 10**14])
def test_a_mean_on_the_half_is_rounded_as_the_rule_says(weight: int) -> None:
    """Floating point can't tell which way; weights of twelve decimals outgrow 64 bits besides."""
    digit, units = UNIT // 10**4, 400
    low = (np.arange(units) * 1_234_567 % 1_000_000) * digit
    scores = np.stack([low, low + digit], axis=1)
    weights = np.full((units, 2), weight)
    branch = Branch(
        "INDICATORS",
        "arithmetic",
        None,
        None,
        4,
        ("I0", "I1"),
        weights,
        weights[0],
        np.zeros(units, dtype=np.int64),
    )
    tree = Tree((branch,), ("I0", "I1"), scores, np.ones(scores.shape, dtype=bool), 4, 4, None)
    still = np.zeros(3, dtype=np.int64)
    odd = {"I0": np.array([1000, 999, 1001]), "I1": np.array([1000, 1001, 999])}
    found = node_scores(tree, Choices(odd, still, still, still + NOBODY), [scores])["INDICATORS"]
    # On the half, a trifle above it and a trifle below.
    assert found.tolist() == [(low + digit).tolist(), (low + digit).tolist(), low.tolist()]
