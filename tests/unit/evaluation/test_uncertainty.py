"""How sure ranks and grades are, held against closed forms and against what must always be so."""

from dataclasses import replace
from decimal import Decimal
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.evaluation.rank_draws import GRADES, outcome
from orchestration.evaluation.scaled import LARGEST
from orchestration.evaluation.uncertainty import reproduce, uncertainty_of
from orchestration.evaluation.uncertainty_inputs import Field
from orchestration.evaluation.uncertainty_settings import Settings
from tests.unit.evaluation.uncertainty_cases import RULES, SETTINGS, field

# Five standard errors of a share of so many draws.
NEAR = 5 * 0.5 / SETTINGS.draws**0.5


def rows_of(group: Field, told: Settings) -> list[dict[str, Any]]:
    """Return the rows of a group's units."""
    return [row for row, _ in uncertainty_of(group, told)]


@pytest.mark.parametrize(("gap", "errors"), [(0.5, (1.0, 1.0)), (2.0, (0.5, 2.0)), (3.0, (0.0, 1.5))])
def test_two_units_keep_their_order_as_often_as_the_normal_distribution_says(
    gap: float, errors: tuple[float, float]
) -> None:
    first, second = rows_of(field([80 + gap, 80], errors), SETTINGS)
    expected = NormalDist().cdf(gap / (errors[0] ** 2 + errors[1] ** 2) ** 0.5)
    assert abs(float(first["rank_probability"]) - expected) < NEAR
    assert abs(float(second["rank_probability"]) - expected) < NEAR


def test_a_grade_is_as_sure_as_its_bound_is_far() -> None:
    # The composite is 0.3 · appraisal + 0.7 · 80: at 95 it lies 0.5 short of the bound 85, with an error of 0.3 · 2.
    (row,) = rows_of(field([95], [2.0]), SETTINGS)
    above = 1 - NormalDist().cdf(0.5 / 0.6)
    assert abs(float(row["grade_a_probability"]) - above) < NEAR
    assert row["grade_probability"] == row["grade_b_probability"]
    assert abs(float(row["composite_error"]) - 0.6) < 0.02


def test_student_s_t_has_longer_tails_than_the_normal_distribution() -> None:
    of_t = replace(SETTINGS, is_normal=False)
    (normal,) = rows_of(field([95], [1.0], freedoms=[3]), SETTINGS)
    (student,) = rows_of(field([95], [1.0], freedoms=[3]), of_t)
    # P(t3 > 0.5 / 0.3) = 0.0971, as tables of the distribution have it.
    assert abs(float(student["grade_a_probability"]) - 0.0971) < NEAR
    assert student["grade_a_probability"] > normal["grade_a_probability"]


def test_who_is_far_from_everybody_is_certain() -> None:
    rows = rows_of(field([90, 70, 50], [0.01, 0.0, 0.01]), SETTINGS)
    for place, row in enumerate(rows, start=1):
        assert (row["best_rank"], row["median_rank"], row["worst_rank"]) == (place, place, place)
        assert row["rank_probability"] == row["grade_probability"] == 1


def test_nothing_known_to_vary_gives_no_rows() -> None:
    assert uncertainty_of(field([90, 70], [0.0, float("nan")]), SETTINGS) == []


def test_an_unknown_error_is_said_and_never_taken_for_none() -> None:
    known, unknown = rows_of(field([90, 89.9], [1.0, float("nan")]), SETTINGS)
    assert unknown["uncertainty_status"] == "unknown"
    assert "best_rank" not in unknown
    assert known["uncertainty_status"] == "drawn"
    assert known["unknown_unit_count"] == 1


def test_weights_vary_alike_for_all_units_of_a_group() -> None:
    # Equal components: whatever the weights, each composite is 80 and 70. Unequal ones: composites move.
    varied = replace(SETTINGS, weight_variations_pct=(50.0, 0, 0, 0, 0))
    for row in rows_of(field([80, 70], [0.0, 0.0], indicators=[80, 70]), varied):
        assert (row["composite_error"], row["rank_probability"]) == (0, 1)
    first, _ = rows_of(field([90, 70], [0.0, 0.0], indicators=[70, 80], weights=(50, 50)), varied)
    # The first leads while a / (a + b) > 1/3, a and b even on [0.5, 1.5]: P(b < 2a) = 15/16.
    assert abs(float(first["rank_probability"]) - 15 / 16) < NEAR


def test_a_draw_leads_to_no_grade_that_the_group_does_not_have() -> None:
    made = field([99, 98, 97], [0.0, 0.0, 0.0], indicators=[99, 98, 97], allowed={0: 1}, caps=[-1, -1, 1])
    bounds = made.group.bounds.copy()
    bounds[:, GRADES.index("B")] = LARGEST
    drawn = outcome(
        replace(made.group, bounds=bounds),
        made.rules,
        np.zeros((1, 3), dtype=np.int64),
        np.full((1, 2), 1000, dtype=np.int64),
        {},
    )
    assert [GRADES[grade] for grade in made.grades] == ["A", "B", "B"]
    assert [GRADES[grade] for grade in drawn.grades[0]] == ["A", "C", "C"]


def test_quota_and_veto_hold_in_every_draw() -> None:
    rows = rows_of(field([99, 98, 97], [1.0, 1.0, 1.0], allowed={0: 1}, caps=[-1, 2, -1]), SETTINGS)
    assert rows[1]["grade_c_probability"] == 1
    assert abs(sum(float(row["grade_a_probability"]) for row in rows)) <= 1


def test_a_model_that_says_otherwise_stops_the_build() -> None:
    told = field([90, 70], [1.0, 1.0])
    wrong = replace(told, ranks=np.array([2, 1]))
    with pytest.raises(RuntimeError, match="another rank than the models"):
        reproduce(wrong)


def test_another_unit_moves_nobody_s_draws() -> None:
    alone = rows_of(field([90], [2.0], units=["B"]), SETTINGS)[0]
    beside = rows_of(field([10, 90], [2.0, 2.0], units=["A", "B"]), SETTINGS)[1]
    assert alone["composite_error"] == beside["composite_error"]
    assert alone["grade_a_probability"] == beside["grade_a_probability"]


groups = st.lists(
    st.tuples(
        st.decimals(40, 100, places=1),
        st.sampled_from([0.0, 0.5, 3.0, 20.0]),
        st.sampled_from([-1, -1, 1, 2, 3]),
    ),
    min_size=1,
    max_size=8,
)
few = replace(SETTINGS, draws=300, weight_variations_pct=(20.0, 0, 0, 0, 0))


@settings(max_examples=60, deadline=None)
@given(groups, st.booleans(), st.permutations(range(8)))
def test_what_always_holds(units: list[tuple[Decimal, float, int]], last: bool, order: list[int]) -> None:
    rules = replace(RULES, composite_decimals=0, is_shared_place_last=last)
    names = [f"U{place}" for place in range(len(units))]

    def rows(places: list[int]) -> dict[str, dict[str, Any]]:
        made = field(
            [units[place][0] for place in places],
            [units[place][1] for place in places],
            caps=[units[place][2] for place in places],
            units=[names[place] for place in places],
            allowed={0: 1, 1: 3},
            rules=rules,
        )
        published = dict(zip(names, made.ranks, strict=True)) if places == sorted(places) else {}
        told = {row["unit_id"]: row for row in rows_of(made, few)}
        for name, rank in published.items():
            assert told[name]["best_rank"] <= rank <= told[name]["worst_rank"]
        return told

    told = rows(list(range(len(units))))
    for row in told.values():
        shares = [row[f"grade_{grade}_probability"] for grade in "abcd"] + [row["no_grade_probability"]]
        assert abs(sum(shares) - 1) < Decimal("1e-9")
        assert 1 <= row["best_rank"] <= row["median_rank"] <= row["worst_rank"] <= len(units)
    shuffled = rows([place for place in order if place < len(units)])
    for name, row in told.items():
        same = {key: value for key, value in row.items() if key != "composite_error"}
        assert {key: value for key, value in shuffled[name].items() if key != "composite_error"} == same
        assert abs(shuffled[name]["composite_error"] - row["composite_error"]) < Decimal("1e-9")


def test_scores_of_twelve_decimals_fit_into_whole_numbers() -> None:
    long = replace(RULES, component_decimals=12, composite_decimals=12)
    made = field(["99.123456789012", "98.1"], [1.0, 1.0], rules=long)
    rows = rows_of(made, replace(SETTINGS, draws=100, weight_variations_pct=(10.0, 0, 0, 0, 0)))
    assert [row["uncertainty_status"] for row in rows] == ["drawn", "drawn"]
