"""The page of one unit: the feedback that the efficiency office sends it. Everything that the release says of the unit, and of no other."""

from collections.abc import Iterator, Mapping
from typing import Any

from orchestration.publication.site import charts
from orchestration.publication.site.annual import Annual, last_year
from orchestration.publication.site.grouping import by
from orchestration.results import Difference, Row, UnitDifference

TOGETHER = "ALL"
MEASURED = (
    "mean_score",
    "satisfaction_rate_pct",
    "interval_low",
    "interval_high",
    "is_asked_as_before",
    "previous_mean_score",
    "is_change_significant",
)
AMONG = (("得分", "score"), ("组内最低至最高", "lowest to best of the group"))
# What stands beside the components in a composite: Chinese, English, sign, column of the result.
REST = (
    ("扣分", "Deductions", -1, "deduction_points"),
    ("加分", "Bonus", 1, "bonus_points"),
    ("合成差额", "Aggregation difference", 1, "aggregation_difference"),
    ("舍入与上下限", "Rounding and bounds", 1, "rounding_difference"),
)
INTERVALS = (("平均得分", "mean"), ("95% 置信区间", "95% interval"), ("上年", "last year"))


def _ranged(annual: Annual, unit: Row, row: Row, code: str) -> dict[str, Any]:
    found = annual.ranges.get((unit["group_code"], row[code]), {"lowest_score": None, "best_score": None})
    return {
        **row,
        "lowest_score": found["lowest_score"],
        "best_score": found["best_score"],
        "chart_name": (row["node_name_zh"], row["node_name_en"]),
    }


def _told(row: Row) -> Row:
    """Return a cell of the appraisal; of a suppressed one, nothing that a figure could be read from, whatever stands in it."""
    return {**row, **dict.fromkeys(MEASURED)} if row["is_suppressed"] else row


def _appraisal(cells: list[Row]) -> dict[str, Any]:
    """Return the means of the respondent groups, those of all together topic by topic, and every single cell."""
    rows = [_told(cell) for cell in cells]
    named = [
        {**row, "chart_name": (row["respondent_group_name_zh"], row["respondent_group_name_en"])}
        for row in rows
        if row["topic_code"] == TOGETHER
    ]
    return {
        "groups": named,
        "has_rates": any(row["satisfaction_rate_pct"] is not None for row in rows),
        "topics": [
            row for row in rows if row["respondent_group"] == TOGETHER and row["topic_code"] != TOGETHER
        ],
        "cells": [
            row for row in rows if row["respondent_group"] != TOGETHER and row["topic_code"] != TOGETHER
        ],
        "chart": charts.ranges(
            named, own="mean_score", low="interval_low", high="interval_high", past="previous_mean_score", labels=INTERVALS
        ),
    }  # fmt: skip


def _rest(unit: Row) -> list[tuple[str, str, Any]]:
    """Return what makes the components' points the composite; an aggregation difference only where there is one."""
    told = [(zh, en, sign * unit[field]) for zh, en, sign, field in REST if unit[field] is not None]
    return [row for row in told if row[2] or row[1] != "Aggregation difference"]


def _years(annual: Annual, unit: Row) -> list[dict[str, Any]]:
    """Return the unit's results, the earliest year first."""
    found = [
        {"evaluation_year": year, **past[unit["unit_id"]]}
        for year, past in annual.past
        if unit["unit_id"] in past
    ]
    now = {"evaluation_year": annual.year, **unit}
    return [*reversed(found), now]


def _moved(difference: Difference | None) -> dict[str, UnitDifference]:
    return {one.after["unit_code"]: one for one in difference.units if one.after} if difference else {}


def unit_pages(annual: Annual, difference: Difference | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield, for every evaluated unit, its code and what its page shows.

    Args:
        annual: What the release holds.
        difference: The result beside that of the year before; None when there is none, or none to compare with.
    """
    kept = (
        "nodes",
        "indicators",
        "parts",
        "appraisal",
        "weak",
        "adjustments",
        "actions",
        "items",
        "interviews",
        "objections",
    )
    rows = {name: by(annual.rows[name], "unit_code") for name in kept}
    moved = _moved(difference)
    for unit in annual.league:
        code = unit["unit_code"]
        own = {name: found.get(code, []) for name, found in rows.items()}
        yield code, _page(annual, unit, own, moved.get(code))


def _page(
    annual: Annual, unit: Row, own: Mapping[str, list[Row]], moved: UnitDifference | None
) -> dict[str, Any]:
    nodes = [_ranged(annual, unit, row, "node_code") for row in own["nodes"]]
    indicators = [_ranged(annual, unit, row, "indicator_code") for row in own["indicators"]]
    parts = by(own["parts"], "indicator_code")
    years = _years(annual, unit)
    is_compared = moved is not None and bool(moved.contributions)
    return {
        "unit": unit,
        "before": last_year(annual, unit),
        "certainty": annual.certainty.get(unit["unit_code"]),
        "certainty_sources": annual.certainty_sources.get(unit["unit_code"], []),
        "review": annual.review.get(unit["unit_code"]),
        "components": [row for row in nodes if row["node_level"] == 1],
        "rest": _rest(unit),
        "dimensions": (dimensions := [row for row in nodes if row["node_level"] > 1]),
        "dimension_chart": charts.ranges(dimensions, own="score", low="lowest_score", high="best_score", labels=AMONG),
        "indicators": [{**row, "parts": parts.get(row["indicator_code"], [])} for row in indicators],
        "indicator_chart": charts.ranges(indicators, own="score", low="lowest_score", high="best_score", labels=AMONG),
        "appraisal": _appraisal(own["appraisal"]),
        "weak": own["weak"],
        "adjustments": own["adjustments"],
        "actions": own["actions"],
        "items": own["items"],
        "interviews": own["interviews"],
        "objections": own["objections"],
        "years": years,
        "trend": charts.trend(years),
        "moved": moved if is_compared else None,
        "change_chart": charts.changes(moved) if moved is not None and is_compared else None,
        "digits": annual.digits,
        "value_digits": annual.value_digits,
    }  # fmt: skip
