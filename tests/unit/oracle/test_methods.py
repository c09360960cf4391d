"""The scoring methods against vectors with known answers: METHOD's printed ones, the catalogue's, and hand-made edges."""

import itertools
from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracle.exact import clip, half_up
from tests.oracle.landed import Row
from tests.oracle.methods import (
    Band,
    achieved,
    decreasing_margin,
    efficacy,
    interval,
    measure_of,
    read_bands,
    step,
    target_completion,
)
from tests.oracle.pools import place
from tests.oracle.real_numbers import deviation, logarithm, root
from tests.oracle.treatment import quantile

COEFFICIENTS = (5, 4, 3, 2, 1)


def five_bands(weight: str, standards: list[str]) -> list[Band]:
    """Return the five-band efficacy method as linear bands in points: coefficients 1, 0.8, 0.6, 0.4, 0.2 of the weight."""
    points = [Fraction(weight) * coefficient / 5 for coefficient in COEFFICIENTS]
    pairs = list(zip([Fraction(standard) for standard in standards], points, strict=True))
    bands = []
    for number, (better, worse) in enumerate(itertools.pairwise(pairs), 1):
        low, high = sorted([better, worse])
        bands.append(Band(number, low[0], high[0], "lower", low[1], high[1]))
    return bands


def banded(bands: list[Band], measure: str) -> Fraction | None:
    """Score a measure by the band that holds it."""
    found = [band for band in bands if band.holds(Fraction(measure))]
    assert len(found) <= 1, "bands overlap"
    return found[0].score(Fraction(measure)) if found else None


@pytest.mark.parametrize(
    ("value", "weight", "standards", "printed"),
    [
        ("6.35", "30", ["14.6", "6.0", "-0.5", "-10.2", "-23.6"], "24.24"),
        ("6.66", "12", ["17.8", "11.9", "6.8", "-1.5", "-6.1"], "7.16"),
        # 资产负债率: falling standards, so lower is better; 0.8 + 0.2·(44.14 − 53.1)/(41.1 − 53.1) of 100.
        ("44.14", "100", ["41.1", "53.1", "74.3", "89.8", "100"], "94.93"),
    ],
)
def test_five_band_efficacy_gives_the_printed_points(
    value: str, weight: str, standards: list[str], printed: str
) -> None:
    score = banded(five_bands(weight, standards), value)
    assert score is not None
    assert half_up(score, 2) == Fraction(printed)


@pytest.mark.parametrize(
    ("value", "target", "lower", "extra", "expected"),
    [
        ("50", "80", False, None, "62.5"),
        ("104.6", "100", False, None, "104.6"),
        ("104.6", "100", False, "0.5", "102.3"),  # 每超过1个百分点加0.5分, linear
        ("90", "100", False, "0.5", "90"),
        ("100", "100", False, "0.5", "100"),
        ("50", "40", True, None, "80"),
        ("1", "3", False, None, "33.333333333333"),
        ("2.4", "2.5", True, None, "104.166666666667"),
        ("0", "5", False, None, "0"),
        ("-5", "5", False, None, "-100"),
    ],
)
def test_target_completion(value: str, target: str, lower: bool, extra: str | None, expected: str) -> None:
    credit = Fraction(extra) if extra else None
    found = target_completion(Fraction(value), Fraction(target), lower_is_better=lower, step_score=credit)
    assert found == Fraction(expected)


@pytest.mark.parametrize(
    ("value", "target", "lower"),
    [("5", "0", False), ("5", "-1", False), ("0", "5", True), ("-1", "5", True), ("5", None, False)],
)
def test_target_completion_is_undefined_without_a_positive_target(
    value: str, target: str | None, lower: bool
) -> None:
    wanted = Fraction(target) if target else None
    assert target_completion(Fraction(value), wanted, lower_is_better=lower, step_score=None) is None


@pytest.mark.parametrize(
    ("measure", "satisfactory", "unacceptable", "expected"),
    [
        ("4", "9.5", "4", "60"),
        ("9.5", "9.5", "4", "100"),
        ("6.75", "9.5", "4", "80"),
        ("12", "9.5", "4", "118.181818181818"),
        ("2", "3", "5", "120"),  # smaller is better when the satisfactory value is the smaller one
        ("0", "100", "90", "-300"),
    ],
)
def test_efficacy_is_60_at_the_unacceptable_and_100_at_the_satisfactory_value(
    measure: str, satisfactory: str, unacceptable: str, expected: str
) -> None:
    assert efficacy(Fraction(measure), Fraction(satisfactory), Fraction(unacceptable)) == Fraction(expected)


def test_efficacy_is_undefined_when_both_bounds_are_the_same() -> None:
    assert efficacy(Fraction(5), Fraction(3), Fraction(3)) is None


RATE_BANDS: Row = {"closed_side": "lower", "band_table": "满意度"}
TIERS: list[Row] = [  # 分档: 0–60 → 0.5, 61–70 → 0.8, 71–80 → 1.2, 81–100 → 1.5, as half-open intervals without gaps
    {"band_no": "1", "lower_bound": None, "upper_bound": "61", "score_at_lower": "0.5", "score_at_upper": "0.5"},
    {"band_no": "2", "lower_bound": "61", "upper_bound": "71", "score_at_lower": "0.8", "score_at_upper": "0.8"},
    {"band_no": "3", "lower_bound": "71", "upper_bound": "81", "score_at_lower": "1.2", "score_at_upper": "1.2"},
    {"band_no": "4", "lower_bound": "81", "upper_bound": None, "score_at_lower": "1.5", "score_at_upper": "1.5"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("0", "0.5"),
        ("60.5", "0.5"),
        ("61", "0.8"),
        ("70.99", "0.8"),
        ("71", "1.2"),
        ("81", "1.5"),
        ("100", "1.5"),
    ],
)
def test_tiers_have_no_gap_and_their_lower_bound_belongs_to_them(measure: str, expected: str) -> None:
    assert banded(read_bands([row | RATE_BANDS for row in TIERS], "满意度"), measure) == Fraction(expected)


@pytest.mark.parametrize(("side", "expected"), [("lower", 2), ("upper", 1)])
def test_the_closed_side_decides_on_a_measure_that_stands_on_a_bound(side: str, expected: int) -> None:
    bands = [
        Band(1, Fraction(0), Fraction(5), side, Fraction(50), Fraction(50)),
        Band(2, Fraction(5), Fraction(9), side, Fraction(90), Fraction(90)),
    ]
    assert [band.number for band in bands if band.holds(Fraction(5))] == [expected]


def test_a_measure_outside_all_bands_has_no_score() -> None:
    bands = [Band(1, Fraction(0), Fraction(5), "lower", Fraction(50), Fraction(60))]
    assert banded(bands, "-0.000001") is None
    assert banded(bands, "5") is None
    assert banded(bands, "0") == 50


@given(measure=st.integers(-1000, 1000), cuts=st.lists(st.integers(-500, 500), min_size=2, unique=True))
def test_bands_that_meet_hold_every_measure_exactly_once(measure: int, cuts: list[int]) -> None:
    edges = [None, *(Fraction(cut) for cut in sorted(cuts)), None]
    for side in ("lower", "upper"):
        bands = [
            Band(number, low, high, side, Fraction(0), Fraction(0))
            for number, (low, high) in enumerate(itertools.pairwise(edges))
        ]
        assert sum(band.holds(Fraction(measure)) for band in bands) == 1


@dataclass(frozen=True)
class StepCase:
    """A value, what it is held against, and the step method's parameters."""

    value: str
    reference: str | None
    basis: str
    base: str
    per_point: str
    bounds: tuple[int, int]
    expected: str


@pytest.mark.parametrize(
    "case",
    [
        # 80 % of the points for the expected growth, 0.5 a percentage point more or less
        StepCase("8.5", "8", "difference", "80", "0.5", (0, 100), "80.25"),
        # target ± 5 % linear, up to 120 and down to 0
        StepCase("110", "100", "growth_pct", "100", "1", (0, 120), "110"),
        StepCase("130", "100", "growth_pct", "100", "1", (0, 120), "120"),
        StepCase("-20", "100", "growth_pct", "100", "1", (0, 120), "0"),
        StepCase("2.6", "2.4", "difference", "85", "-20", (40, 100), "81"),
        StepCase("78.3", None, "value", "0", "1", (0, 100), "78.3"),
    ],
    ids=str,
)
def test_step_adds_and_takes_away_linearly_within_its_bounds(case: StepCase) -> None:
    reference = Fraction(case.reference) if case.reference else None
    measure = measure_of(case.basis, Fraction(case.value), reference)
    assert measure is not None
    raw = step(measure, Fraction(case.base), Fraction(case.per_point), Fraction(case.per_point))
    assert clip(raw, Fraction(case.bounds[0]), Fraction(case.bounds[1])) == Fraction(case.expected)


@pytest.mark.parametrize(
    ("value", "target", "lower", "expected"),
    [
        ("9", "9", False, 100),
        ("8.999999", "9", False, 60),
        ("2.4", "2.4", True, 100),
        ("2.5", "2.4", True, 60),
    ],
)
def test_achieved_is_all_or_the_floor(value: str, target: str, lower: bool, expected: int) -> None:
    assert achieved(Fraction(value), Fraction(target), lower_is_better=lower, floor=Fraction(60)) == expected


@pytest.mark.parametrize(
    ("basis", "reference", "expected"),
    [
        ("value", None, "108.6"),
        ("difference", "100", "8.6"),
        ("growth_pct", "100", "8.6"),
        ("growth_pct", "3", "3520"),
        ("difference", None, None),
        ("growth_pct", None, None),
        ("growth_pct", "0", None),
        ("growth_pct", "-4", None),
    ],
)
def test_a_measure_needs_its_reference(basis: str, reference: str | None, expected: str | None) -> None:
    found = measure_of(basis, Fraction("108.6"), Fraction(reference) if reference else None)
    assert found == (Fraction(expected) if expected else None)


def test_completion_may_be_twice_less_the_ratio() -> None:
    def completion(value: str) -> Fraction | None:
        return target_completion(
            Fraction(value), Fraction(3), lower_is_better=True, step_score=None, twice_less=True
        )

    assert completion("3.3") == 90
    assert completion("0") == 200


def test_exponential_efficacy_is_a_power_of_five_thirds() -> None:
    half_way = efficacy(Fraction(7), Fraction(10), Fraction(4), exponential=True)
    assert half_way == Fraction("77.45966692")  # 60·√(5/3)
    assert efficacy(Fraction(-117), Fraction(10), Fraction(4), exponential=True) is None


def test_whole_steps_leave_the_rest_of_a_step_on_either_side() -> None:
    by_five = (Fraction(100), Fraction(1), Fraction(2), Fraction(5))
    assert step(Fraction("14.9"), *by_five) == 110
    assert step(Fraction("-14.9"), *by_five) == 80


def test_decreasing_margin_is_the_catalogues_answer() -> None:
    ten = (Fraction(10), Fraction(20), Fraction(10))
    above, below = (decreasing_margin(Fraction(sign * 25), *ten) for sign in (1, -1))
    assert half_up(above or Fraction(0), 2) == Fraction("18.33")  # DOMAIN.md M5
    assert half_up(below or Fraction(0), 2) == Fraction("1.67")


def test_an_interval_falls_to_its_outer_limits() -> None:
    ends, none = (Fraction(40), Fraction(60)), (None, None)
    outer = (Fraction(10), Fraction(90))
    assert interval(Fraction(60), ends, none, none) == 100
    assert interval(Fraction(75), ends, none, outer) == 50
    assert interval(Fraction(25), ends, none, outer) == 50
    assert interval(Fraction(70), ends, none, (Fraction(10), Fraction(50))) is None


def test_places_among_five_of_which_two_are_equal() -> None:
    merits = [Fraction(number) for number in (9, 7, 7, 5, 1)]
    shared = place(Fraction(7), merits, inside=True)
    assert [shared.rank(variant) for variant in (None, "average", "dense")] == [2, Fraction(5, 2), 2]
    assert [shared.percentile(v) for v in (None, "below_plus_one", "below", "mid")] == [
        Fraction(4, 5),
        Fraction(3, 5),
        Fraction(1, 2),
        Fraction(3, 5),
    ]
    outside = place(Fraction(7), merits, inside=False)
    assert outside.number == 6
    assert place(Fraction(5), merits, inside=True).rank("dense") == 3


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("linear", ("1.75", "2.5", "3.25")),
        ("weibull", ("1.25", "2.5", "3.75")),
        ("nearest_rank", ("1", "2", "3")),
    ],
)
def test_quartiles_of_one_to_four(definition: str, expected: tuple[str, str, str]) -> None:
    numbers = [Fraction(number) for number in (4, 2, 3, 1)]
    assert [quantile(numbers, quarter, definition) for quarter in (1, 2, 3)] == [
        Fraction(e) for e in expected
    ]


def test_real_numbers_are_right_to_their_digits() -> None:
    assert logarithm(Fraction(1000), common=True) == 3
    assert logarithm(Fraction(2), common=False) == Fraction("0.69314718")
    assert logarithm(Fraction(0), common=False) is None
    assert half_up(root(Fraction(2)), 12) == Fraction("1.414213562373")
    assert deviation([Fraction(2), Fraction(4), Fraction(9)], population=True) == root(Fraction(26, 3))
    assert deviation([Fraction(2)]) is None
