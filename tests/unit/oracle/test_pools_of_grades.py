"""The oracle's natural breaks, guardrail and peers give what was worked out by hand."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.oracle.pools_of_grades import bounds_of, natural_breaks, pool_of
from tests.oracle.scheme import Scheme

BOUNDS = {"A": Fraction(85), "B": Fraction(75), "C": Fraction(60), "D": Fraction(0)}
EMPTY = Scheme(**dict.fromkeys(Scheme.__dataclass_fields__))  # type: ignore[arg-type]
SCHEME = replace(
    EMPTY, settings={}, grade_bounds=BOUNDS, group_bounds={}, by_breaks=frozenset({"G"}), peer_rules=[]
)


def numbers(text: str) -> list[Fraction]:
    return [Fraction(word) for word in text.split()]


@pytest.mark.parametrize(
    ("composites", "classes", "expected"),
    [
        # 95 95 94 | 80 | 61 60 | 20: any other parting tears a class apart or joins two that lie 15 points from one another.
        ("95 61 80 94 60 20 95", 4, "94 80 60 20"),
        # Evenly spaced, 3 classes of 4: 10|20|30 40, 10|20 30|40 and 10 20|30|40 (from the top) all leave 50 within; the top ones stay small.
        ("40 30 20 10", 3, "40 30 10"),
        ("70 70 70 50", 2, "70 50"),
    ],
)
def test_natural_breaks(composites: str, classes: int, expected: str) -> None:
    assert natural_breaks(numbers(composites), classes) == numbers(expected)


def test_too_few_different_composites_leave_the_sheets_bounds() -> None:
    assert natural_breaks(numbers("90 90 80 70"), 4) is None
    assert bounds_of(SCHEME, "G", numbers("90 90 80 70"), {}) == (BOUNDS, {})


def test_the_lowest_grade_starts_no_higher_than_the_sheet_says() -> None:
    bounds, breaks = bounds_of(SCHEME, "G", numbers("95 80 60 20"), {})
    assert (breaks["D"], bounds["D"]) == (20, 0)
    assert [bounds[grade] for grade in "ABC"] == numbers("95 80 60")


def test_a_bound_moves_no_farther_from_last_years_than_the_guardrail() -> None:
    guarded = replace(SCHEME, settings={"bound_guardrail": "2"})
    bounds, _ = bounds_of(
        guarded, "G", numbers("95 80 60 20"), {"A": Fraction(90), "B": Fraction(81), "D": Fraction(9)}
    )
    assert [bounds[grade] for grade in "ABCD"] == numbers("92 80 60 0")
    assert bounds_of(guarded, "H", [], {"A": Fraction(88)})[0]["A"] == 86


def test_the_first_row_that_a_unit_meets_holds() -> None:
    rules = [
        {
            "group_code": "G",
            "order_no": "1",
            "peer_class": "甲",
            "min_dimensions": None,
            "max_dimensions": None,
        },
        {
            "group_code": "G",
            "order_no": "2",
            "peer_class": None,
            "min_dimensions": "2",
            "max_dimensions": "3",
        },
    ]
    scheme = replace(SCHEME, peer_rules=rules, peer_classes={"u": None, "v": "甲"})
    assert [pool_of(scheme, "G", "u", count) for count in (1, 2, 3, 4)] == ["G", "G/2", "G/2", "G"]
    assert pool_of(scheme, "G", "v", 1) == "G/1"
    assert pool_of(scheme, "H", "v", 2) == "H"


def test_a_group_with_bounds_of_its_own_has_these_and_no_others() -> None:
    own = {"A": Fraction(92), "D": Fraction(10)}
    scheme = replace(SCHEME, group_bounds={("G", grade): bound for grade, bound in own.items()})
    assert bounds_of(scheme, "H", numbers("90"), {}) == (BOUNDS, {})
    assert bounds_of(replace(scheme, by_breaks=frozenset()), "G", numbers("90"), {}) == (own, {})
    assert bounds_of(scheme, "G", numbers("95 94 40 30"), {})[1] == {"A": Fraction(94), "D": Fraction(30)}
