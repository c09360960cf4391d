"""What is told of a group, from the random numbers to the rows, is what a hundred draws in exact fractions give: each source alone, and all."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from orchestration.evaluation.rank_draws import GRADES, NO_GRADE, Group, Limit, Rules
from orchestration.evaluation.rescaled import Alternative
from orchestration.evaluation.scaled import LARGEST, UNIT
from orchestration.evaluation.tree_draws import WITHOUT_SCORE
from orchestration.evaluation.uncertainty import uncertainty_of
from orchestration.evaluation.uncertainty_inputs import Field
from orchestration.evaluation.uncertainty_settings import Settings
from tests.oracle.drawn_rows import KINDS, SOURCES, DrawnGroup, Draws, Uncertain, told_of
from tests.oracle.drawn_trees import DrawnChoice, tree_scores
from tests.oracle.draws import DrawnScheme, DrawnUnit
from tests.oracle.test_made_up_trees import BELOW, LEAVES, Case, as_whole, cases, tree_of

DRAWS = 100
LEVELS = {"D1": 2, "D2": 2, "I5": 2, "I0": 3, "I1": 3, "D3": 3, "I4": 3, "I2": 4, "I3": 4}
PARAMETERS = {
    "minmax": (Fraction(60), Fraction(100)),
    "rank": (Fraction("50.5"), Fraction(100)),
    "zscore": (Fraction(80), Fraction(8)),
}
LIMITS = (("APPRAISAL", Fraction(72), "C"), ("D1", Fraction(60), "D"), ("I0", Fraction(20), "B"))
BOUNDS = dict(zip(GRADES, map(Fraction, (85, 75, 60, 0)), strict=True))
STATISTIC = Fraction(1, 10**9)
shares = st.sampled_from([0, 25, 50])


def group_of(case: Case, appraisals: list[Decimal]) -> DrawnGroup:
    """Return a case as a group with an appraisal, quotas, limits and ties."""
    scores = [tree_scores(case.nodes, unit, DrawnChoice(), case.geometric_floor) for unit in case.units]
    names = [f"U{place}" for place in range(len(case.units))]
    units = {
        name: DrawnUnit(Fraction(appraisal), {**own, **leaves.scores}, Fraction(0), None, "P")
        for name, appraisal, own, leaves in zip(names, appraisals, scores, case.units, strict=True)
    }
    scheme = DrawnScheme(
        weights={"APPRAISAL": Fraction(30), "INDICATORS": Fraction(70)},
        component_decimals=case.decimals,
        composite_decimals=1,
        appraisal_bounds=(None, Fraction(95)),
        composite_bounds=(Fraction(0), Fraction(105)),
        is_points=False,
        is_ranked_unrounded=False,
        quota_ties="include",
        bounds={"P": BOUNDS},
        quotas={},
        tie_breakers=("INDICATORS",),
        limits=LIMITS,
    )
    leaves = dict(zip(names, case.units, strict=True))
    return DrawnGroup(scheme, units, case.nodes, leaves, LEAVES, case.decimals, case.geometric_floor)


def field_of(case: Case, group: DrawnGroup, draws: Draws) -> Field:
    """Return the same group as the draws take it; published is what the oracle gives when nothing varies."""
    composites, graded = draws.draw(0, ())
    units = list(group.units)

    def scores(node: str) -> np.ndarray:
        told = [group.units[unit].nodes.get(node) for unit in units]
        return np.array([WITHOUT_SCORE if score is None else as_whole(score) for score in told])

    appraisal = np.array([as_whole(group.units[unit].appraisal) for unit in units])
    indicators = scores("INDICATORS")
    return Field(
        units=tuple(units),
        tree=tree_of(case),
        tree_levels=LEVELS,
        group=Group(
            components=("APPRAISAL", "INDICATORS"),
            weights=np.array([300_000, 700_000]),
            scores=np.stack([appraisal, indicators], axis=1),
            stands=np.ones((len(units), 2), dtype=np.int64),
            appraisal=0,
            appraisal_unrounded=appraisal,
            adjustments=np.zeros(len(units), dtype=np.int64),
            ties=indicators[:, None],
            tie_nodes=("INDICATORS",),
            caps=np.full(len(units), -1),
            limits=tuple(
                Limit(
                    node,
                    appraisal if node == "APPRAISAL" else scores(node),
                    as_whole(below),
                    GRADES.index(cap),
                )
                for node, below, cap in LIMITS
            ),
            pools=np.zeros(len(units), dtype=np.int64),
            bounds=np.tile([as_whole(bound) for bound in BOUNDS.values()], (len(units), 1)),
            allowed=np.full((len(units), 2), LARGEST),
        ),
        rules=Rules(
            component_decimals=case.decimals,
            composite_decimals=1,
            composite_floor=0,
            composite_cap=105 * UNIT,
            appraisal_floor=None,
            appraisal_cap=95 * UNIT,
            is_points=False,
            is_ranked_unrounded=False,
            is_shared_place_last=False,
        ),
        errors=np.array([float(draws.said.errors[unit][0]) for unit in units]),
        freedoms=np.array([draws.said.errors[unit][1] for unit in units]),
        composites=np.array([as_whole(composites[unit]) for unit in units]),
        ranks=np.array([graded[unit].rank for unit in units]),
        grades=np.array(
            [NO_GRADE if (own := graded[unit].computed) is None else GRADES.index(own) for unit in units]
        ),
    )


def settings_of(said: Uncertain, percents: tuple[int, ...]) -> Settings:
    """Return the same settings as the draws take them."""

    def alternative(code: str) -> Alternative:
        one, other = (Decimal(float(number)) for number in PARAMETERS.get(code, (0, 0)))
        ends = {"low": one, "high": other} if code in ("minmax", "rank") else {}
        step = {"base": one, "step": other} if code == "zscore" else {}
        return Alternative(code, KINDS.get(code, code), float(said.alternatives[code]), **ends, **step)

    return Settings(
        draws=said.draws,
        seed=said.seed,
        is_normal=False,
        weight_variations_pct=tuple(float(pct) for pct in percents),
        alternatives=tuple(alternative(code) for code in sorted(said.alternatives)),
    )


@settings(max_examples=12, deadline=None)
@given(cases(), st.data())
def test_rows_are_what_a_hundred_draws_in_fractions_give(case: Case, data: st.DataObject) -> None:
    appraisals = [data.draw(st.decimals(60, 99, places=3)) for _ in case.units]
    group = group_of(case, appraisals)
    assume(all("INDICATORS" in unit.nodes for unit in group.units.values()))
    percents = (*(data.draw(shares) for _ in range(4)), 0)
    varied = {**dict.fromkeys(group.scheme.weights, 1), **LEVELS}
    listed = data.draw(st.sets(st.sampled_from([*KINDS, "leave_one_out"])))
    said = Uncertain(
        seed=data.draw(st.integers(0, 2**40)),
        draws=DRAWS,
        errors={unit: (Fraction(data.draw(st.sampled_from(["0", "1.25", "6"]))), 7) for unit in group.units},
        variations={
            node: Fraction(percents[level - 1]) for node, level in varied.items() if percents[level - 1]
        },
        alternatives={code: Fraction(data.draw(st.sampled_from([20, 33]))) for code in listed},
        parameters=PARAMETERS,
    )
    draws = Draws(group, said)
    active = {
        "survey": any(error for error, _ in said.errors.values()),
        "weights": any(percents),
        **{KINDS.get(code, code): True for code in listed},
    }
    sources = [source for source in SOURCES if active.get(source)]
    found = uncertainty_of(field_of(case, group, draws), settings_of(said, percents))
    if not sources:
        assert found == []
        return
    expected = told_of(draws, sources)
    for row, own in found:
        told: dict[str, Any] = {
            **row,
            **{f"{one['source_code']}.{key}": one[key] for one in own for key in one},
        }
        for column, number in expected[row["unit_id"]].items():
            assert abs(Fraction(told[column]) - number) <= STATISTIC * max(1, abs(number)), (
                row["unit_id"],
                column,
            )
        rest = [Fraction(one["variance_share"]) for one in own if one["variance_share"] is not None]
        assert sum(rest) == 1 or not rest
        assert [one["source_code"] for one in own] == sources + ["interplay"] * (len(sources) > 1)


def test_levels_of_the_made_up_tree_are_those_of_its_nodes() -> None:
    """A node below another stands one level deeper: what the test takes for granted."""
    for parent, children in BELOW.items():
        assert {LEVELS[child] for child in children} == {LEVELS.get(parent, 1) + 1}
