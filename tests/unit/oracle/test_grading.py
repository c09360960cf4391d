"""Ranks, bounds, quotas and vetoes: the city's grades of 2009, Ningde's quotas of 2017, and what must always hold."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracle.grading import (
    WITHOUT_SCORE,
    Graded,
    Pool,
    allowed,
    by_bound,
    competition_ranks,
    grade_pool,
    next_better,
)
from tests.oracle.landed import Row

BOUNDS = {"A": Fraction(85), "B": Fraction(75), "C": Fraction(60), "D": Fraction(0)}
SCORES = st.dictionaries(
    st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=2), st.integers(5000, 10500).map(lambda n: Fraction(n, 100)),
    min_size=1, max_size=20,
)  # fmt: skip


def grade_group(
    scores: dict[str, Fraction],
    quotas: Mapping[str, Row],
    caps: Mapping[str, str | None],
    *,
    quota_ties: str = "include",
) -> dict[str, Graded]:
    """Grade a group that is one pool, on its composites alone."""
    ranks = competition_ranks(alone(scores))
    return grade_pool(Pool("G", scores, BOUNDS), ranks, quotas, caps, quota_ties=quota_ties)


def alone(scores: dict[str, Fraction]) -> dict[str, tuple[Fraction, ...]]:
    """What units are ranked on where nothing breaks ties."""
    return {unit: (score,) for unit, score in scores.items()}


@pytest.mark.parametrize(
    ("composite", "grade"),
    [
        ("85", "A"),  # 85分以上（含85分）
        ("84.99", "B"),
        ("75", "B"),  # 75分以上（含75分）85分以下
        ("74.99", "C"),
        ("60", "C"),
        ("59.99", "D"),
        ("85.628", "A"),  # 翔安 2008
        ("84.469", "B"),  # 湖里 2008
        ("84.081", "B"),  # 思明 2008
    ],
)
def test_a_bound_belongs_to_the_better_grade(composite: str, grade: str) -> None:
    assert by_bound(Fraction(composite), BOUNDS) == grade


def test_the_counties_of_2009_without_quota_are_four_a_and_nine_b() -> None:
    scores = {
        f"县{n}": Fraction(score)
        for n, score in enumerate([91, 88, 86, 85, 84, 83, 82, 81, 80, 79, 78, 76, 75])
    }
    graded = grade_group(scores, {}, dict.fromkeys(scores))
    assert Counter(line.computed for line in graded.values()) == {"A": 4, "B": 9}


@pytest.mark.parametrize(
    ("share", "units", "rounding", "expected"),
    [
        ("40", 10, "half_up", 4),  # 宁德: 4 of 10 counties
        ("60", 26, "half_up", 16),  # 16 of 26 Party organs
        ("60", 21, "half_up", 13),  # 13 of 21 organs of economy and management
        ("60", 26, "floor", 15),
        ("30", 54, "ceiling", 17),
        ("50", 5, "half_up", 3),
        ("0", 9, "ceiling", 0),
        ("100", 9, "floor", 9),
    ],
)
def test_a_quota_is_rounded_as_its_row_says(share: str, units: int, rounding: str, expected: int) -> None:
    assert allowed(Fraction(share), units, rounding) == expected


def test_equal_scores_share_the_best_rank() -> None:
    scores = {
        "甲": Fraction(90),
        "乙": Fraction(90),
        "丙": Fraction("89.99"),
        "丁": Fraction(80),
        "戊": Fraction(80),
    }
    assert competition_ranks(alone(scores)) == {"甲": 1, "乙": 1, "丙": 3, "丁": 4, "戊": 4}


def test_units_that_share_the_last_place_all_keep_the_grade() -> None:
    scores = {"甲": Fraction(95), "乙": Fraction(90), "丙": Fraction(90), "丁": Fraction(89)}
    quota = {"A": {"max_share_pct": "50", "rounding": "floor"}}
    graded = grade_group(scores, quota, dict.fromkeys(scores))
    assert {unit: line.after_quota for unit, line in graded.items()} == {
        "甲": "A",
        "乙": "A",
        "丙": "A",
        "丁": "B",
    }


def test_units_that_share_the_last_place_may_all_lose_the_grade() -> None:
    scores = {"甲": Fraction(95), "乙": Fraction(90), "丙": Fraction(90), "丁": Fraction(89)}
    quota = {"A": {"max_share_pct": "50", "rounding": "floor"}}
    graded = grade_group(scores, quota, dict.fromkeys(scores), quota_ties="exclude")
    assert [line.after_quota for line in graded.values()] == ["A", "B", "B", "B"]
    assert [line.rank for line in graded.values()] == [1, 2, 2, 4]


def test_equal_composites_are_told_apart_by_what_comes_next() -> None:
    ninety, eighty = Fraction(90), Fraction(80)
    standings = {
        "甲": (ninety, eighty, Fraction(1)),
        "乙": (ninety, ninety, Fraction(0)),
        "丙": (ninety, eighty, Fraction(2)),
        "丁": (ninety, eighty, Fraction(1)),
        "戊": (ninety, WITHOUT_SCORE, Fraction(9)),
    }
    assert competition_ranks(standings) == {"甲": 3, "乙": 1, "丙": 2, "丁": 3, "戊": 5}


def test_who_falls_out_of_one_quota_may_fall_out_of_the_next() -> None:
    scores = {f"单位{n}": Fraction(95 - n) for n in range(5)}
    quotas = {
        "A": {"max_share_pct": "20", "rounding": "floor"},
        "B": {"max_share_pct": "60", "rounding": "floor"},
    }
    graded = grade_group(scores, quotas, dict.fromkeys(scores))
    assert [line.after_quota for line in graded.values()] == ["A", "B", "B", "C", "C"]
    assert [line.threshold for line in graded.values()] == ["A"] * 5


@pytest.mark.parametrize(("cap", "computed"), [(None, "A"), ("B", "B"), ("C", "C"), ("D", "D"), ("A", "A")])
def test_a_veto_caps_the_grade(cap: str | None, computed: str) -> None:
    assert grade_group({"甲": Fraction(90)}, {}, {"甲": cap})["甲"].computed == computed


def test_a_veto_never_lifts_a_grade() -> None:
    assert grade_group({"甲": Fraction(50)}, {}, {"甲": "B"})["甲"].computed == "D"


@pytest.mark.parametrize(
    ("final", "composite", "expected"),
    [("B", "84.99", ("A", "0.01")), ("C", "93", ("B", "-18")), ("A", "90", None), ("D", "10", ("C", "50"))],
)
def test_the_gap_is_measured_to_the_next_better_grade(
    final: str, composite: str, expected: tuple[str, str] | None
) -> None:
    gap = next_better(final, Fraction(composite), BOUNDS)
    assert gap == (None if expected is None else (expected[0], Fraction(expected[1])))


@given(scores=SCORES)
def test_a_rank_always_counts_those_who_are_better(scores: dict[str, Fraction]) -> None:
    ranks = competition_ranks(alone(scores))
    assert min(ranks.values()) == 1
    for unit, rank in ranks.items():
        assert rank == 1 + sum(score > scores[unit] for score in scores.values())


@given(scores=SCORES, share=st.integers(0, 100), rounding=st.sampled_from(["half_up", "floor", "ceiling"]))
def test_a_quota_is_only_exceeded_by_units_that_tie(
    scores: dict[str, Fraction], share: int, rounding: str
) -> None:
    quota = {"A": {"max_share_pct": str(share), "rounding": rounding}}
    graded = grade_group(scores, quota, dict.fromkeys(scores))
    kept = sorted((scores[unit] for unit, line in graded.items() if line.after_quota == "A"), reverse=True)
    number = allowed(Fraction(share), len(scores), rounding)
    assert len(kept) <= number or len(set(kept[number - 1 :] if number else kept)) == 1
    if number == 0:
        assert not kept


@given(scores=SCORES)
def test_a_better_score_never_has_a_worse_grade(scores: dict[str, Fraction]) -> None:
    quotas = {
        "A": {"max_share_pct": "30", "rounding": "half_up"},
        "B": {"max_share_pct": "70", "rounding": "half_up"},
    }
    graded = grade_group(scores, quotas, dict.fromkeys(scores))
    ordered = sorted(scores, key=lambda unit: scores[unit], reverse=True)
    grades = [graded[unit].computed or "" for unit in ordered]
    assert grades == sorted(grades)
