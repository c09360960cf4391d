"""The formula that a reader sees holds the numbers that were used, in the form of the method."""

from decimal import Decimal
from typing import Any

import pytest

from orchestration.explain.formulas import formula_text, measure_text, number, undefined_text


def _part(**values: Any) -> dict[str, Any]:
    blank = dict.fromkeys(
        (
            "method_code", "basis", "reference_kind", "indicator_value", "reference_value", "measure", "raw_score", "base_score", "step_score",
            "satisfactory_value", "unacceptable_value", "band_table", "band_no", "band_lower", "band_upper",
            "band_score_at_lower", "band_score_at_upper",
        )
    )  # fmt: skip
    return blank | {k: Decimal(v) if isinstance(v, str) and v[-1].isdigit() else v for k, v in values.items()}


@pytest.mark.parametrize(
    ("part", "direction", "shown"),
    [
        (
            _part(method_code="target_completion", indicator_value="5.2", reference_value="6.5", raw_score="80"),
            "higher",
            "100·5.2/6.5 = 80",
        ),
        (
            _part(method_code="target_completion", indicator_value="2.5", reference_value="2", raw_score="80"),
            "lower",
            "100·2/2.5 = 80",
        ),
        (
            _part(
                method_code="target_completion", indicator_value="104.6", reference_value="100", step_score="0.5",
                raw_score="102.3",
            ),
            "higher",
            "c = 100·x/t = 100·104.6/100；c > 100: 100 + 0.5·(c − 100), 否则 else c → 102.3",
        ),
        (
            _part(method_code="efficacy", measure="5", satisfactory_value="7", unacceptable_value="-3", raw_score="92"),
            "higher",
            "60 + 40·(5 − (-3))/(7 − (-3)) = 92",
        ),
        (
            _part(method_code="step", measure="-1.5", base_score="85", step_score="4", raw_score="79"),
            "higher",
            "85 + 4·(-1.5) = 79",
        ),
        (
            _part(method_code="achieved", indicator_value="3", reference_value="2", raw_score="60"),
            "lower",
            "x ≤ t? x = 3, t = 2 → 60",
        ),
        (
            _part(
                method_code="banded", band_table="投资", band_no=2, band_lower="80", band_upper="90",
                band_score_at_lower="60", band_score_at_upper="80", measure="85", raw_score="70",
            ),
            "higher",
            "60 + (80 − 60)·(85 − 80)/(90 − 80) = 70",
        ),
        (
            _part(
                method_code="banded", band_table="投资", band_no=1, band_upper="0", band_score_at_lower="55",
                band_score_at_upper="55", measure="-3", raw_score="55",
            ),
            "higher",
            "(–, 0): 55",
        ),
    ],
)  # fmt: skip
def test_a_method_is_shown_with_its_numbers(part: dict[str, Any], direction: str, shown: str) -> None:
    assert shown in formula_text(part, direction)


@pytest.mark.parametrize(
    ("basis", "shown"),
    [
        ("value", "m = x = 3"),
        ("difference", "m = x − r = 8 − 5 = 3"),
        ("growth_pct", "100·8/5 − 100 = 3"),
    ],
)
def test_a_measure_is_shown_as_it_follows_from_its_values(basis: str, shown: str) -> None:
    assert shown in measure_text(_part(basis=basis, indicator_value="8", reference_value="5", measure="3"))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (Decimal("1234567.500000"), "1,234,567.5"),
        (Decimal(100), "100"),
        (Decimal("0.000000"), "0"),
        (3, "3"),
    ],
)
def test_numbers_are_shown_without_needless_zeros(value: object, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        (_part(reference_kind="target", method_code="step"), "no value"),
        (_part(reference_kind="target", method_code="step", indicator_value="3"), "no reference"),
        (_part(reference_kind="none", method_code="banded", indicator_value="3", measure="3"), "no band"),
        (
            _part(reference_kind="city", method_code="step", indicator_value="3", reference_value="0"),
            "reference that is not above zero",
        ),
        (
            _part(
                reference_kind="target", method_code="target_completion", indicator_value="3", reference_value="0", measure="3"
            ),
            "the divisor is zero or not above zero",
        ),
    ],
)  # fmt: skip
def test_an_undefined_part_says_what_is_missing(part: dict[str, Any], shown: str) -> None:
    assert shown in undefined_text(part)


def test_a_rounded_zero_has_no_sign() -> None:
    assert number(Decimal("-0.0000001")) == "0"
