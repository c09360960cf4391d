"""The formula that a reader sees holds the numbers that were used, in the form of the method."""

from decimal import Decimal
from typing import Any

import pytest

from orchestration.explain.formulas import measure_text, number, undefined_text
from orchestration.explain.method_texts import condition_text, formula_text


def _part(**values: Any) -> dict[str, Any]:
    blank = dict.fromkeys(
        (
            "method_code", "basis", "reference_kind", "scored_value", "reference_value", "measure", "raw_score", "base_score", "step_score",
            "satisfactory_value", "unacceptable_value", "band_table", "band_no", "band_lower", "band_upper",
            "band_score_at_lower", "band_score_at_upper", "variant", "pool", "pool_count", "pool_low", "pool_high", "pool_mean",
            "pool_deviation", "position_in_pool", "range_lower", "range_upper", "outer_lower", "outer_upper", "step_score_below",
            "step_width", "score_low", "score_high",
        )
    )  # fmt: skip
    return blank | {k: Decimal(v) if isinstance(v, str) and v[-1].isdigit() else v for k, v in values.items()}


@pytest.mark.parametrize(
    ("part", "direction", "shown"),
    [
        (
            _part(method_code="target_completion", scored_value="5.2", reference_value="6.5", raw_score="80"),
            "higher",
            "100·5.2/6.5 = 80",
        ),
        (
            _part(method_code="target_completion", scored_value="2.5", reference_value="2", raw_score="80"),
            "lower",
            "100·2/2.5 = 80",
        ),
        (
            _part(
                method_code="target_completion", scored_value="104.6", reference_value="100", step_score="0.5",
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
            _part(method_code="step", measure="-1.5", base_score="85", step_score="5", step_score_below="4", raw_score="79"),
            "higher",
            "85 + 4·(-1.5) = 79",
        ),
        (
            _part(method_code="achieved", scored_value="3", reference_value="2", raw_score="60"),
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
        (
            _part(method_code="target_completion", variant="twice_less", scored_value="3.3", reference_value="3", raw_score="90"),
            "lower",
            "100·(2 − 3.3/3) = 90",
        ),
        (
            _part(
                method_code="efficacy", variant="exponential", measure="7", satisfactory_value="10", unacceptable_value="4",
                raw_score="77.45966692",
            ),
            "higher",
            "60·(5/3)^((7 − 4)/(10 − 4)) = 77.45966692",
        ),
        (
            _part(
                method_code="step", variant="whole_steps", measure="14.9", base_score="100", step_score="1", step_width="5", raw_score="110",
            ),
            "higher",
            "whole steps of 5: 100 + 1·整数步 whole steps(14.9) = 110",
        ),
        (
            _part(
                method_code="banded", variant="by_rank", band_table="名次", band_no=1, band_upper="5", band_score_at_lower="100",
                band_score_at_upper="100", measure="85", position_in_pool="2", pool="group", pool_count=9, raw_score="100",
            ),
            "higher",
            "位次 rank 2（本组本年 the group，n = 9）: 100",
        ),
        (_part(method_code="achieved", measure="0", raw_score="100"), "interval", "inside the interval (m = 0)? m = 0 → 100"),
        (
            _part(
                method_code="decreasing_margin", measure="-25", base_score="10", step_score="20", step_width="10", divisor_increment="20", raw_score="18.333333333333",
            ),
            "lower",
            "10 ± Σ 10·len_j/(20 + 20·(j − 1))，−m = −(-25)",
        ),
        (
            _part(
                method_code="decreasing_margin", measure="25", base_score="10", step_score="60", step_width="10", divisor_increment="20",
                raw_score="13.416666666667",
            ),
            "higher",
            "10 ± Σ 10·len_j/(60 + 20·(j − 1))，m = 25",
        ),
        (
            _part(
                method_code="target_completion", scored_value="104.6", reference_value="100", step_score="2.5", step_width="1", raw_score="110",
            ),
            "higher",
            "c > 100: 100 + 2.5·整数步 whole steps of 1(c − 100), 否则 else c → 110",
        ),
        (
            _part(method_code="target_completion", scored_value="30", range_lower="40", range_upper="60", raw_score="75"),
            "interval",
            "100·x/40；高于 above: 100·60/x；x = 30 → 75",
        ),
        (
            _part(
                method_code="minmax", variant="exponential", measure="5", pool_low="2", pool_high="8", score_low="60", score_high="100",
                pool="group", pool_count=7, raw_score="77.45966692",
            ),
            "higher",
            "60·(100/60)^((5 − 2)/(8 − 2)) = 77.45966692（本组本年 the group，n = 7）",
        ),
        (
            _part(
                method_code="minmax", measure="4", pool_low="-10", pool_high="-1", score_low="0", score_high="100", pool="all", pool_count=7,
                raw_score="66.666666666667",
            ),
            "lower",
            "0 + (100 − 0)·((−4) − (-10))/((-1) − (-10)) = 66.666666666667（全体本年 all groups，n = 7）",
        ),
        (
            _part(
                method_code="distance", measure="5", reference_kind="target", reference_value="6", pool_low="2", score_low="0", score_high="100",
                raw_score="75",
            ),
            "higher",
            "0 + (100 − 0)·(5 − 2)/(6 − 2) = 75",
        ),
        (
            _part(
                method_code="distance", measure="5", reference_kind="none", pool_low="2", pool_high="8", score_low="0", score_high="100",
                raw_score="50",
            ),
            "higher",
            "distance to the best: 0 + (100 − 0)·(5 − 2)/(8 − 2) = 50",
        ),
        (
            _part(
                method_code="zscore", measure="4", pool_mean="5", pool_deviation="3", base_score="80", step_score="10", raw_score="83.33333333",
            ),
            "lower",
            "80 − 10·(4 − 5)/3 = 83.33333333",
        ),
        (
            _part(method_code="rank", position_in_pool="3", base_score="100", step_score="5", raw_score="90"),
            "higher",
            "100 − 5·(3 − 1) = 90",
        ),
        (
            _part(method_code="percentile", position_in_pool="0.5", score_low="40", score_high="100", raw_score="70"),
            "higher",
            "40 + (100 − 40)·0.5 = 70",
        ),
        (
            _part(
                method_code="interval", range_lower="40", range_upper="60", step_score="2", step_score_below="4", measure="65", raw_score="90",
            ),
            "interval",
            "[40, 60]: 区间内 100，高出每单位减 2、低于每单位减 4",
        ),
        (
            _part(
                method_code="interval", range_lower="40", range_upper="60", outer_lower="10", outer_upper="90", measure="70",
                raw_score="66.666666666667",
            ),
            "interval",
            "至外限为零 zero at 10, 90；m = 70 → 66.666666666667",
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
        ("ratio", "m = x/r = 8/5 = 3"),
        ("inverse_ratio", "m = r/x = 5/8 = 3"),
    ],
)
def test_a_measure_is_shown_as_it_follows_from_its_values(basis: str, shown: str) -> None:
    assert shown in measure_text(_part(basis=basis, scored_value="8", reference_value="5", measure="3"))


def test_the_distance_of_an_interval_type_indicator_is_shown() -> None:
    part = _part(
        basis="value",
        method_code="minmax",
        scored_value="65",
        measure="5",
        range_lower="40",
        range_upper="60",
    )
    assert "与适度区间 [40, 60] 的距离 distance from it，x = 65 → 5" in measure_text(part, "interval")


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
        (_part(reference_kind="target", method_code="step", scored_value="3"), "no reference"),
        (_part(reference_kind="none", method_code="banded", scored_value="3", measure="3"), "no band"),
        (
            _part(reference_kind="city", method_code="step", scored_value="3", reference_value="0"),
            "reference that is not above zero",
        ),
        (
            _part(
                reference_kind="target", method_code="target_completion", scored_value="3", reference_value="0", measure="3"
            ),
            "the divisor is zero or not above zero",
        ),
    ],
)  # fmt: skip
def test_an_undefined_part_says_what_is_missing(part: dict[str, Any], shown: str) -> None:
    assert shown in undefined_text(part)


def test_a_rounded_zero_has_no_sign() -> None:
    assert number(Decimal("-0.0000001")) == "0"


@pytest.mark.parametrize(
    ("part", "direction", "shown"),
    [
        (_part(condition_kind="exceeded", condition_target="8", is_condition_met=True), "higher", "x > t = 8？x = 8.1：满足 met"),
        (_part(condition_kind="reached", condition_target="8", is_condition_met=False), "lower", "x ≤ t = 8？x = 8.1：不满足，得下限 not met, the floor 0"),
        (_part(condition_kind="reached", condition_target=None, is_condition_met=None), "higher", "no target"),
        (_part(condition_kind="reached", is_condition_met=True, range_lower="4", range_upper="9"), "interval", "inside [4, 9]"),
    ],
)  # fmt: skip
def test_a_condition_says_what_it_asks_and_whether_it_is_met(
    part: dict[str, Any], direction: str, shown: str
) -> None:
    assert shown in str(
        condition_text({**part, "scored_value": Decimal("8.1"), "floor_score": Decimal(0)}, direction)
    )


def test_a_part_that_asks_nothing_says_nothing() -> None:
    assert condition_text(_part(), "higher") is None


def test_a_condition_without_a_target_leaves_the_part_undefined() -> None:
    told = _part(
        scored_value="8", reference_kind="none", measure="8", condition_kind="reached", is_condition_met=None
    )
    assert undefined_text(told).endswith("no target for its condition")
