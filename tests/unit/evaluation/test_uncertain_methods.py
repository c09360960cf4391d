"""Weights below the components, other methods and limits in the draws, held against closed forms; what each source is of the whole."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest

from orchestration.evaluation.chances import Chances, active_sources
from orchestration.evaluation.rank_draws import Limit
from orchestration.evaluation.rescaled import Alternative, rescaled
from orchestration.evaluation.scaled import UNIT, scaled
from orchestration.evaluation.tree_draws import NOBODY
from orchestration.evaluation.uncertainty import uncertainty_of
from orchestration.evaluation.uncertainty_inputs import Field
from orchestration.evaluation.uncertainty_settings import Settings, is_fit
from tests.unit.evaluation.uncertainty_cases import SETTINGS, field, tree

NEAR = 5 * 0.5 / SETTINGS.draws**0.5
Scores = Sequence[Sequence[object]]
GEOMETRIC = Alternative("geometric", "rule", 50)
LEFT = Alternative("leave_one_out", "leave_one_out", 60)
RANKED = Alternative("rank", "normalisation", 40, low=Decimal(0), high=Decimal(100))


def group(scores: Scores, weights: Sequence[int], **more: Any) -> Field:
    """Return a group whose units differ in their indicators only, unless more is said."""
    count = len(scores)
    appraisals = more.pop("appraisals", [80] * count)
    errors = more.pop("errors", [0.0] * count)
    return field(appraisals, errors, below=tree(scores, weights), **more)


def keeps_its_rank(told: Field, settings: Settings) -> float:
    """Return how often the first unit has its published rank."""
    return float(uncertainty_of(told, settings)[0][0]["rank_probability"])


@pytest.mark.parametrize(
    ("scores", "weights", "settings", "expected"),
    [
        # The first leads while 20·a > 10·b, a and b even on [0.5, 1.5].
        ([(90, 70), (70, 80)], (50, 50), replace(SETTINGS, weight_variations_pct=(0, 50, 0, 0, 0)), 15 / 16),
        # √(100·20) = 44.7 is less than 55, (100 + 20)/2 is more.
        ([(100, 20), (55, 55)], (50, 50), replace(SETTINGS, alternatives=(GEOMETRIC,)), 0.5),
        # The first falls back where its only strength is left out, in one of three cases.
        ([(100, 40, 40), (50, 60, 60)], (1, 1, 1), replace(SETTINGS, alternatives=(LEFT,)), 1 - 0.6 / 3),
        # By places the second is ahead: 0.4·50 + 0.6·100 against 0.4·100 + 0.6·50.
        ([(100, 80), (60, 82), (10, 10)], (40, 60), replace(SETTINGS, alternatives=(RANKED,)), 1 - 0.4),
    ],
)
def test_a_choice_moves_ranks_as_often_as_it_is_taken(
    scores: Scores, weights: Sequence[int], settings: Settings, expected: float
) -> None:
    assert abs(keeps_its_rank(group(scores, weights), settings) - expected) < NEAR
    assert uncertainty_of(group(scores, weights), SETTINGS) == []


def test_weights_of_another_level_stand_still() -> None:
    at_three = replace(SETTINGS, weight_variations_pct=(0, 0, 50, 0, 0))
    assert uncertainty_of(group([(90, 70), (70, 80)], (50, 50)), at_three) == []


def test_an_only_indicator_is_not_left_out() -> None:
    always = replace(SETTINGS, alternatives=(replace(LEFT, probability_pct=100.0),))
    rows = uncertainty_of(group([(90,), (70,)], (1,)), always)
    assert [row["composite_error"] for row, _ in rows] == [0, 0]


@pytest.mark.parametrize(("below", "expected"), [("76", NormalDist().cdf(0.5)), ("0", 0.0)])
def test_a_limit_by_the_appraisal_is_drawn_anew(below: str, expected: float) -> None:
    published = np.array([scaled(Decimal(75))])
    limit = Limit("APPRAISAL", published, scaled(Decimal(below)), 2)
    # 0.3 · 75 + 0.7 · 100 = 92.5 is A wherever the limit does not hold.
    ((row, _),) = uncertainty_of(field([75], [2.0], indicators=[100], limits=(limit,)), SETTINGS)
    assert abs(float(row["grade_c_probability"]) - expected) < NEAR
    assert abs(float(row["grade_a_probability"]) - (1 - expected)) < NEAR


def test_a_limit_by_an_indicator_looks_at_its_published_score() -> None:
    """By places the second has 60 on the indicator, which the limit would close; published are 80, which it does not."""
    limit = Limit("I0", np.array([scaled(Decimal(90)), scaled(Decimal(80))]), scaled(Decimal(75)), 3)
    ranked = replace(SETTINGS, alternatives=(replace(RANKED, low=Decimal(60)),))
    rows = uncertainty_of(group([(90, 70), (80, 80)], (50, 50), limits=(limit,)), ranked)
    assert [row["grade_d_probability"] for row, _ in rows] == [0, 0]
    closed = replace(limit, below=scaled(Decimal("80.0001")))
    rows = uncertainty_of(group([(90, 70), (80, 80)], (50, 50), limits=(closed,)), ranked)
    assert [row["grade_d_probability"] for row, _ in rows] == [0, 1]


def test_shares_of_independent_sources_are_their_variances_and_sum_to_one() -> None:
    told = group([(90, 70), (70, 80)], (50, 50), errors=[2.0, 0.0])
    both = replace(SETTINGS, weight_variations_pct=(0, 30, 0, 0, 0))
    (row, sources), _ = uncertainty_of(told, both)
    shares = {one["source_code"]: one for one in sources}
    assert list(shares) == ["survey", "weights", "interplay"]
    assert sum(one["variance_share"] for one in sources) == 1
    whole = float(row["composite_error"]) ** 2
    for source in ("survey", "weights"):
        alone = float(shares[source]["composite_error"]) ** 2
        assert abs(float(shares[source]["variance_share"]) - alone / whole) < NEAR
    # 0.3 · 2, and nothing else varies.
    assert abs(float(shares["survey"]["composite_error"]) - 0.6) < 0.02
    assert abs(float(shares["interplay"]["variance_share"])) < NEAR


def test_a_source_by_itself_is_the_whole() -> None:
    ((row, (alone,)),) = uncertainty_of(field([95], [2.0]), SETTINGS)
    assert (alone["source_code"], alone["variance_share"]) == ("survey", 1)
    assert alone["composite_error"] == row["composite_error"]
    assert alone["mean_rank_shift"] == row["mean_rank_shift"] == 0


def test_where_nothing_moves_the_composite_there_is_no_share() -> None:
    ((_, sources), *_) = uncertainty_of(
        group([(80, 80), (70, 70)], (50, 50)), replace(SETTINGS, alternatives=(GEOMETRIC, LEFT))
    )
    assert [one["variance_share"] for one in sources] == [None, None, None]


def test_a_unit_whose_error_is_unknown_has_no_sources() -> None:
    told = group([(90, 70), (70, 80)], (50, 50), errors=[float("nan"), 1.0])
    assert [len(sources) for _, sources in uncertainty_of(told, SETTINGS)] == [0, 1]


# Four units; mean 82.5 and sample standard deviation √425.
SPREAD = 425**0.5


@pytest.mark.parametrize(
    ("alternative", "expected"),
    [
        (Alternative("minmax", "normalisation", 1, low=Decimal(60), high=Decimal(100)), [100, 70, 60, 100]),
        # Two of the four are ahead of the third, who loses two of three steps.
        (RANKED, [100, 33.3333, 0, 100]),
        (
            Alternative("zscore", "normalisation", 1, base=Decimal(80), step=Decimal(8)),
            [80 + 8 * (score - 82.5) / SPREAD for score in (100, 70, 60, 100)],
        ),
    ],
)
def test_scores_on_another_scale(alternative: Alternative, expected: list[float]) -> None:
    made = tree([(100, 50), (70, 50), (60, 50), (100, 50)], (1, 1))
    found = rescaled(made, alternative)
    assert [int(one) for one in found[:, 0]] == [round(one * 10**4) * 10**8 for one in expected]
    # All have the same: there is no scale to put them on.
    assert list(found[:, 1]) == [50 * UNIT] * 4


def test_another_indicator_moves_no_other_s_numbers() -> None:
    always = replace(SETTINGS, draws=500, alternatives=(replace(LEFT, probability_pct=100.0),))
    few, more = (
        Chances(group([(90,) * size, (70,) * size], (1,) * size), always).take(500).choices.left
        for size in (3, 4)
    )
    fourth = more == 3
    assert 0 < fourth.sum() < 250
    assert np.array_equal(few[~fourth], more[~fourth])
    assert NOBODY not in more


def test_blocks_give_the_numbers_that_one_stretch_gives() -> None:
    told = group([(90, 70), (70, 80)], (50, 50), errors=[1.0, 2.0])
    varied = replace(
        SETTINGS, weight_variations_pct=(10, 20, 0, 0, 0), alternatives=(GEOMETRIC, LEFT, RANKED)
    )
    assert active_sources(told, varied) == ("survey", "weights", "rule", "normalisation", "leave_one_out")
    whole, parts = Chances(told, varied).take(60), Chances(told, varied)
    first, second = parts.take(25), parts.take(35)
    for name in ("rules", "scales", "left"):
        joined = np.concatenate([getattr(one.choices, name) for one in (first, second)])
        assert np.array_equal(getattr(whole.choices, name), joined)
    assert np.array_equal(whole.shifts, np.concatenate([first.shifts, second.shifts]))
    assert np.array_equal(whole.factors, np.concatenate([first.factors, second.factors]))


@pytest.mark.parametrize(
    ("alternatives", "fits"),
    [
        ((GEOMETRIC, LEFT, RANKED), True),
        ((replace(GEOMETRIC, probability_pct=100.0), replace(LEFT, probability_pct=100.0)), True),
        ((GEOMETRIC, Alternative("arithmetic", "rule", 50.1)), False),
        ((replace(RANKED, high=Decimal(0)),), False),
        ((replace(RANKED, base=Decimal(1)),), False),
        ((Alternative("zscore", "normalisation", 5, base=Decimal(80), step=Decimal(0)),), False),
        ((replace(GEOMETRIC, probability_pct=0.0),), False),
    ],
)
def test_only_what_the_tests_of_a_build_let_pass_is_drawn(
    alternatives: tuple[Alternative, ...], fits: bool
) -> None:
    assert is_fit(replace(SETTINGS, alternatives=alternatives)) is fits
