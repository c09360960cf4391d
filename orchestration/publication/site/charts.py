"""What the pictures of the pages show, as data for the script: kinds, names in both languages and places. Every figure stands in a table beside.

The names of the kinds are those of `assets/site.js`, which draws them.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from orchestration.publication.site.figures import plotted
from orchestration.publication.site.words import STATUSES, Pair
from orchestration.results import Difference, Row, UnitDifference

Chart = dict[str, Any]
ROW_HEIGHT, FRAME = 26, 64


def _name(zh: str | None, en: str | None) -> list[str]:
    return [zh or "", en or zh or ""]


def ranking(rows: Sequence[Row]) -> Chart:
    """Return the composites of a group in the order of their ranks, coloured by grade."""
    rated = [row for row in rows if row["composite_score"] is not None]
    return {
        "kind": "ranking",
        "names": [_name(row["unit_name_zh"], row["unit_name_en"]) for row in rated],
        "values": [plotted(row["composite_score"]) for row in rated],
        "grades": [row["grade_final"] for row in rated],
        "height": 200,
    }


def ranges(
    rows: Iterable[Row], *, own: str, low: str, high: str, labels: Sequence[Pair], past: str | None = None
) -> Chart:
    """Return, row by row, a figure within its range.

    Args:
        rows: Rows with `chart_name` (Chinese, English).
        own: Column of the figure.
        low: Column of the lower end.
        high: Column of the upper end.
        labels: What the figure, the range and the past figure are called.
        past: Column of the same figure a year ago.
    """
    told = [row for row in rows if row[own] is not None]
    return {
        "kind": "ranges",
        "names": [_name(*row["chart_name"]) for row in told],
        "own": [plotted(row[own]) for row in told],
        "low": [plotted(row[low]) for row in told],
        "high": [plotted(row[high]) for row in told],
        "past": [plotted(row[past]) for row in told] if past else None,
        "labels": [list(label) for label in labels],
        "height": FRAME + ROW_HEIGHT * len(told),
    }


def trend(years: Sequence[Mapping[str, Any]]) -> Chart:
    """Return a unit's composites and ranks over the years, the earliest first."""
    return {
        "kind": "trend",
        "years": [str(year["evaluation_year"]) for year in years],
        "values": [plotted(year["composite_score"]) for year in years],
        "ranks": [year["rank_in_group"] for year in years],
        "height": 220,
    }


def changes(unit: UnitDifference) -> Chart:
    """Return what adds up to the change of a composite, the largest first."""
    told = sorted((one for one in unit.contributions if one.change), key=lambda one: -abs(one.change))
    return {
        "kind": "changes",
        "names": [_name(one.name_zh, one.name_en) for one in told],
        "values": [plotted(one.change) for one in told],
        "height": FRAME + ROW_HEIGHT * len(told),
    }


def statuses(quarters: Sequence[tuple[str, Mapping[str, int]]]) -> Chart:
    """Return, quarter by quarter, how many figures stand where."""
    return {
        "kind": "statuses",
        "names": [_name(code, code) for code, _ in quarters],
        "series": [
            {"code": code, "name": list(pair), "values": [counts.get(code, 0) for _, counts in quarters]}
            for code, pair in STATUSES.items()
        ],
        "height": 230,
    }


def moves(found: Difference, shown: int = 20) -> Chart:
    """Return the units whose composites moved most between two results."""
    moved = [(one, one.change) for one in found.units if one.change]
    largest = sorted(moved, key=lambda pair: (-abs(pair[1] or Decimal(0)), pair[0].row["unit_code"]))[:shown]
    return {
        "kind": "changes",
        "names": [_name(one.row["unit_name_zh"], one.row["unit_name_en"]) for one, _ in largest],
        "values": [plotted(change) for _, change in largest],
        "height": FRAME + ROW_HEIGHT * len(largest),
    }
