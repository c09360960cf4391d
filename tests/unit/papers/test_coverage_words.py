"""What a receipt says of coverage, in words."""

from typing import Any

import pytest

from orchestration.papers.receipt_terms import coverage_words


def coverage(**told: Any) -> dict[str, Any]:
    nothing = dict.fromkeys(("units", "units_expected", "period_before", "rows_before", "units_before"))
    return {"rows": 20, **nothing, **told}


@pytest.mark.parametrize(
    ("told", "zh", "en"),
    [
        ({"units": 20}, "20 个单位；没有更早一期可比。", "20 units; nothing earlier to compare with."),
        (
            {
                "units": 20,
                "units_expected": 19,
                "period_before": "2020Q1",
                "rows_before": 21,
                "units_before": 21,
            },
            "20 个单位（须报层级共 19 个）；上期（2020Q1）21 行、21 个单位。",
            "20 units (19 of the levels that must report); the period before (2020Q1) had 21 rows, 21 units.",
        ),
        (
            {"period_before": "2019", "rows_before": 9},
            "上期（2019）9 行。",
            "the period before (2019) had 9 rows.",
        ),
    ],
)
def test_coverage_is_told_beside_what_was_expected(told: dict[str, Any], zh: str, en: str) -> None:
    said = coverage_words(coverage(**told))
    assert said is not None
    assert (said.zh, said.en) == (zh, en)


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert coverage_words(coverage()) is None
    assert coverage_words(None) is None
