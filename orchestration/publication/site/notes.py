"""The release notes: what this release changes against the one before it, and against the year before, added up to each composite."""

from collections import Counter
from pathlib import Path
from typing import Any

import duckdb

from orchestration.publication.release import Release
from orchestration.publication.site import charts
from orchestration.publication.site.surroundings import Surroundings
from orchestration.results import Difference, UnitDifference, difference

MOST_REASONS = 3


def compared(before: Release | None, folder: Path) -> Difference | None:
    """Return a release beside the one being built, or None without one, or where its tables are those of an earlier version."""
    if before is None:
        return None
    try:
        return difference(before.folder, folder)
    except (duckdb.BinderException, duckdb.CatalogException):
        # A column or table that came later: nothing can be added up, and the page says so.
        return None


def _reasons(unit: UnitDifference) -> list[Any]:
    largest = sorted(unit.contributions, key=lambda item: -abs(item.change))[:MOST_REASONS]
    return [item for item in largest if item.change]


def _section(before: Release | None, found: Difference | None) -> dict[str, Any] | None:
    if before is None:
        return None
    if found is None:
        return {"before": before, "units": None}
    moved = sorted(
        (unit for unit in found.units if unit.has_moved),
        key=lambda unit: (unit.row["group_sort_order"], unit.row["unit_code"]),
    )
    return {
        "before": before,
        "units": [(unit, _reasons(unit)) for unit in moved],
        "same": len(found.units) - len(moved),
        "moves": Counter(_direction(unit) for unit in moved),
        "inputs": found.inputs,
        "decisions": found.decisions,
        "chart": charts.moves(found),
    }


def _direction(unit: UnitDifference) -> str:
    if unit.before is None or unit.after is None:
        return "came_or_left"
    if unit.before["grade_final"] != unit.after["grade_final"]:
        return "grade"
    return "rank" if unit.before["rank_in_group"] != unit.after["rank_in_group"] else "score"


def notes_page(around: Surroundings, since: Difference | None, year: Difference | None) -> dict[str, Any]:
    """Return what the release notes show.

    Args:
        around: The releases that this one is compared with.
        since: This one beside the release before it.
        year: This one beside the release of the year before.
    """
    past = around.earlier[0] if around.earlier else None
    return {"since": _section(around.before, since), "year": _section(past, year)}
