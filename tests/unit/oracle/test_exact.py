"""Rounding and division of the oracle, on the cases where implementations tend to differ."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracle.exact import carried, clip, half_up, parse, quotient, weighted_mean

NUMBERS = st.fractions(-(10**9), 10**9, max_denominator=10**9)


@pytest.mark.parametrize(
    ("number", "decimals", "expected"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("85.625", 2, "85.63"),
        ("84.469", 2, "84.47"),
        ("0.00005", 4, "0.0001"),
        ("-0.00005", 4, "-0.0001"),
        ("0.00004999999999", 4, "0"),
        ("12345678901234.5", 0, "12345678901235"),
    ],
)
def test_halves_are_rounded_away_from_zero(number: str, decimals: int, expected: str) -> None:
    assert half_up(Fraction(number), decimals) == Fraction(expected)


@given(number=NUMBERS, decimals=st.integers(0, 12))
def test_rounding_moves_a_number_by_half_a_unit_at_most(number: Fraction, decimals: int) -> None:
    rounded = half_up(number, decimals)
    assert abs(rounded - number) <= Fraction(1, 2 * 10**decimals)
    assert (rounded * 10**decimals).denominator == 1


@given(number=NUMBERS)
def test_rounding_treats_both_signs_alike(number: Fraction) -> None:
    assert half_up(-number, 4) == -half_up(number, 4)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        ("1", "3", "0.333333333333"),
        ("2", "3", "0.666666666667"),
        ("-2", "3", "-0.666666666667"),
        ("1", "0.000001", "1000000"),
        ("0", "7", "0"),
    ],
)
def test_a_quotient_has_twelve_decimals(numerator: str, denominator: str, expected: str) -> None:
    assert quotient(Fraction(numerator), Fraction(denominator)) == Fraction(expected)


@pytest.mark.parametrize("divisor", [None, Fraction(0)])
def test_a_missing_or_zero_divisor_gives_no_quotient(divisor: Fraction | None) -> None:
    assert quotient(Fraction(1), divisor) is None


def test_a_weighted_mean_renormalises_by_the_weights_that_are_there() -> None:
    assert weighted_mean([(Fraction(60), Fraction(90)), (Fraction(20), Fraction(80))]) == Fraction("87.5")
    assert weighted_mean([]) is None


@given(scores=st.lists(st.integers(0, 100), min_size=1), weight=st.integers(1, 100))
def test_a_weighted_mean_lies_among_its_scores(scores: list[int], weight: int) -> None:
    mean = weighted_mean((Fraction(weight + place), Fraction(score)) for place, score in enumerate(scores))
    assert mean is not None
    assert min(scores) <= mean <= max(scores)


def test_a_missing_bound_does_not_hold() -> None:
    assert clip(Fraction(120), Fraction(0), None) == 120
    assert clip(Fraction(120), Fraction(0), Fraction(110)) == 110
    assert clip(Fraction(-3), None, Fraction(110)) == -3


def test_zero_is_a_value_and_a_blank_is_none() -> None:
    assert parse("0") == 0
    assert parse(None) is None
    assert carried(Fraction("0.0000000000005")) == Fraction("0.000000000001")
