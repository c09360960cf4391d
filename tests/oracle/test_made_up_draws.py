"""Ranks and grades of many draws at once are what exact fractions give for each draw by itself."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.evaluation.rank_draws import GRADES, NO_GRADE, Group, Limit, Rules, outcome
from orchestration.evaluation.scaled import LARGEST, UNIT, scaled
from orchestration.evaluation.tree_draws import WITHOUT_SCORE
from tests.oracle.draws import DrawnScheme, DrawnUnit, one_draw
from tests.oracle.grading import allowed

OTHERS = ("INDICATORS", "SPECIAL")
NODES = ("APPRAISAL", *OTHERS)
# A dimension that some units lack, and that ties and limits may look at.
DIMENSION = "ECONOMY"
TIES = ("SPECIAL", "APPRAISAL")
POOLS = ("P", "Q")
CAPS = (None, None, None, "B", "C", "D")
DRAWS = 4
scores = st.decimals(-5, 110, places=2)
weights = st.decimals(1, 100, places=2)
shifts = st.decimals(-30, 30, places=12)
limits = st.tuples(
    st.sampled_from([*NODES, DIMENSION]), st.integers(40, 90).map(Fraction), st.sampled_from("BCD")
)


@st.composite
def schemes(draw: st.DrawFn) -> DrawnScheme:
    """Draw what a scheme may say, few decimals and whole bounds, so that ties and bounds are met."""
    steps = st.sets(st.integers(20, 95), min_size=3, max_size=4).map(
        lambda found: sorted(found, reverse=True)
    )
    quota = st.fixed_dictionaries(
        {
            "max_share_pct": st.sampled_from(["10", "25", "33.3", "50", "62.5"]),
            "rounding": st.sampled_from(["half_up", "floor", "ceiling"]),
        }
    )
    return DrawnScheme(
        weights={node: Fraction(draw(weights)) for node in NODES},
        component_decimals=draw(st.integers(2, 6)),
        composite_decimals=draw(st.integers(0, 4)),
        appraisal_bounds=draw(
            st.sampled_from([(None, None), (Fraction(40), Fraction(90)), (None, Fraction(80))])
        ),
        composite_bounds=(Fraction(0), Fraction(105)),
        is_points=draw(st.booleans()),
        is_ranked_unrounded=draw(st.booleans()),
        quota_ties=draw(st.sampled_from(["include", "exclude"])),
        bounds={pool: dict(zip(GRADES, map(Fraction, draw(steps)), strict=False)) for pool in POOLS},
        quotas=draw(st.dictionaries(st.sampled_from(["A", "B"]), quota)),
        tie_breakers=draw(st.sampled_from([(), TIES])),
        limits=draw(st.lists(limits, max_size=3)),
    )


units = st.lists(
    st.builds(
        lambda appraisal, first, second, third, adjustment, cap, pool: DrawnUnit(
            None if appraisal is None else Fraction(appraisal),
            {"INDICATORS": Fraction(first), "SPECIAL": Fraction(second)}
            | ({} if third is None else {DIMENSION: Fraction(third)}),
            Fraction(adjustment),
            cap,
            pool,
        ),
        st.none() | scores, st.sampled_from([Decimal(70), Decimal("82.5")]) | scores, st.sampled_from([Decimal(60), Decimal(80)]), st.none() | scores,
        st.decimals(-8, 8, places=1), st.sampled_from(CAPS), st.sampled_from(POOLS),
    ),
    min_size=1,
    max_size=9,
)  # fmt: skip


def exact(value: Fraction, decimals: int = 12) -> int:
    """Return a fraction as the arrays hold it."""
    return scaled(Decimal(value.numerator) / Decimal(value.denominator), decimals)


def _allowed(made: list[DrawnUnit], unit: DrawnUnit, scheme: DrawnScheme, grade: str) -> int:
    row = scheme.quotas.get(grade)
    size = sum(other.pool == unit.pool for other in made)
    return LARGEST if row is None else allowed(Fraction(row["max_share_pct"]), size, row["rounding"])


def arrays(made: list[DrawnUnit], scheme: DrawnScheme) -> tuple[Group, Rules]:
    """Return the same group and scheme as the draws take them."""
    low, high = scheme.appraisal_bounds
    group = Group(
        components=NODES,
        weights=np.array([exact(scheme.weights[node], 4) for node in NODES]),
        scores=np.array([[0, *(exact(unit.nodes[node]) for node in OTHERS)] for unit in made]),
        stands=np.array([[int(unit.appraisal is not None), 1, 1] for unit in made]),
        appraisal=0,
        appraisal_unrounded=np.array([exact(unit.appraisal or Fraction(0)) for unit in made]),
        adjustments=np.array([exact(unit.adjustment) for unit in made]),
        ties=np.array(
            [
                [exact(unit.nodes["SPECIAL"]), 0 if unit.appraisal is not None else WITHOUT_SCORE][
                    : len(scheme.tie_breakers)
                ]
                for unit in made
            ],
            dtype=np.int64,
        ),
        tie_nodes=tuple(scheme.tie_breakers),
        caps=np.array([-1 if unit.cap is None else GRADES.index(unit.cap) for unit in made]),
        limits=tuple(
            Limit(
                node,
                np.array([exact(unit.nodes[node]) if node in unit.nodes else WITHOUT_SCORE for unit in made]),
                exact(below),
                GRADES.index(cap),
            )
            for node, below, cap in scheme.limits
        ),
        pools=np.array([POOLS.index(unit.pool) for unit in made]),
        bounds=np.array(
            [
                [
                    exact(scheme.bounds[unit.pool][grade]) if grade in scheme.bounds[unit.pool] else LARGEST
                    for grade in GRADES
                ]
                for unit in made
            ]
        ),
        allowed=np.array([[_allowed(made, unit, scheme, grade) for grade in "AB"] for unit in made]),
    )
    rules = Rules(
        component_decimals=scheme.component_decimals,
        composite_decimals=scheme.composite_decimals,
        composite_floor=0,
        composite_cap=105 * UNIT,
        appraisal_floor=None if low is None else exact(low),
        appraisal_cap=None if high is None else exact(high),
        is_points=scheme.is_points,
        is_ranked_unrounded=scheme.is_ranked_unrounded,
        is_shared_place_last=scheme.quota_ties == "exclude",
    )
    return group, rules


@settings(max_examples=150, deadline=None)
@given(units, schemes(), st.data())
def test_each_draw_is_what_fractions_give(
    made: list[DrawnUnit], scheme: DrawnScheme, data: st.DataObject
) -> None:
    if scheme.is_points:
        # There an appraisal that is missing has no place to be taken.
        made = [replace(unit, appraisal=unit.appraisal or Fraction(50)) for unit in made]
    moved = data.draw(
        st.lists(st.lists(shifts, min_size=len(made), max_size=len(made)), min_size=DRAWS, max_size=DRAWS)
    )
    thousandths = data.draw(
        st.lists(st.lists(st.integers(500, 1500), min_size=3, max_size=3), min_size=DRAWS, max_size=DRAWS)
    )
    columns = st.lists(
        st.lists(scores, min_size=len(made), max_size=len(made)), min_size=DRAWS, max_size=DRAWS
    )
    drawn = {
        node: data.draw(columns) for node in data.draw(st.sets(st.sampled_from(["INDICATORS", DIMENSION])))
    }
    group, rules = arrays(made, scheme)
    lacks = [DIMENSION not in unit.nodes for unit in made]

    def drawn_of(node: str) -> np.ndarray:
        told = np.array([[scaled(score) for score in row] for row in drawn[node]])
        return np.where(np.array(lacks), WITHOUT_SCORE, told) if node == DIMENSION else told

    found = outcome(
        group,
        rules,
        np.array([[scaled(shift) for shift in row] for row in moved]),
        np.array(thousandths),
        {node: drawn_of(node) for node in drawn},
    )
    named = {str(place): unit for place, unit in enumerate(made)}
    for number in range(DRAWS):
        composites, graded = one_draw(
            named,
            scheme,
            {name: Fraction(shift) for name, shift in zip(named, moved[number], strict=True)},
            {node: Fraction(one, 1000) for node, one in zip(NODES, thousandths[number], strict=True)},
            {
                name: {
                    node: Fraction(drawn[node][number][place])
                    for node in drawn
                    if node != DIMENSION or not lacks[place]
                }
                for place, name in enumerate(named)
            },
        )
        for place, name in enumerate(named):
            assert found.composites[number, place] == composites[name] * UNIT
            assert found.ranks[number, place] == graded[name].rank
            final = graded[name].computed
            assert found.grades[number, place] == (NO_GRADE if final is None else GRADES.index(final))
