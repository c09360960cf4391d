"""The rows of an annual release that several pages show, read once, and the digits of each kind of figure. Pages pick from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.publication.release import Release
from orchestration.publication.site import queries
from orchestration.publication.site.figures import column_digits
from orchestration.publication.site.grouping import by
from orchestration.results import ReleaseTables, Row, open_release

RATED = "rated"
CERTAINTY, REVIEW = "fct_rank_uncertainty", "rpt_change_review"
CERTAINTY_SOURCES = "fct_rank_uncertainty_source"
Past = tuple[tuple[int, Mapping[str, Row]], ...]


@dataclass(frozen=True)
class Digits:
    """How many decimals each kind of rounded figure has in the release."""

    composite: int
    component: int
    node: int
    indicator: int
    adjustment: int


@dataclass(frozen=True)
class Annual:
    """What an annual release holds, for its pages.

    Attributes:
        year: The year that is evaluated.
        league: Every evaluated unit, group by group, best first.
        rows: Rows by the name of their query.
        ranges: Lowest and best score by group and node or indicator.
        past: Results of earlier years, the nearest first: unit by internal id.
        certainty: How sure each rank is, by unit; empty where the release says nothing of it.
        certainty_sources: What that comes from, by unit, the largest share first.
        review: Changes of rank or grade that lie within an error, or whose error is not known, by unit.
        digits: Decimals of each kind of rounded figure.
        value_digits: Decimals of the delivered figures of each indicator.
    """

    year: int
    league: list[Row]
    rows: Mapping[str, list[Row]]
    ranges: Mapping[tuple[str, str], Row]
    past: Past
    certainty: Mapping[str, Row]
    certainty_sources: Mapping[str, list[Row]]
    review: Mapping[str, Row]
    digits: Digits
    value_digits: Mapping[str, int]


NAMED = {
    "nodes": queries.NODES,
    "indicators": queries.INDICATORS,
    "parts": queries.PARTS,
    "appraisal": queries.APPRAISAL,
    "weak": queries.WEAK_INDICATORS,
    "weak_summary": queries.WEAK_SUMMARY,
    "adjustments": queries.ADJUSTMENTS,
    "actions": queries.ACTIONS,
    "items": queries.ITEMS,
    "objections": queries.OBJECTIONS,
    "item_summary": queries.ITEM_SUMMARY,
    "interviews": queries.INTERVIEWS,
}
VALUES = ("indicator_value", "target_value", "baseline_value", "city_value")


def _ranges(tables: ReleaseTables) -> dict[tuple[str, str], Row]:
    asked = (("fct_dimension_score", "node_code"), ("fct_indicator_score", "indicator_code"))
    found = (tables.rows(queries.RANGES.format(table=table, code=code)) for table, code in asked)
    return {(row["group_code"], row["node_code"]): row for rows in found for row in rows}


def _past(releases: Sequence[Release]) -> Past:
    found: list[tuple[int, dict[str, Row]]] = []
    for release in releases:
        with open_release(release.folder) as tables:
            rows = tables.rows(queries.PAST)
        if rows:
            found.append((rows[0]["evaluation_year"], {row["unit_id"]: row for row in rows}))
    return tuple(found)


def _digits(league: list[Row], rows: Mapping[str, list[Row]], past: Past) -> Digits:
    before = [row for _, year in past for row in year.values()]
    return Digits(
        composite=column_digits([*league, *before], "composite_score"),
        component=column_digits(league, "indicator_component_score", "appraisal_score"),
        node=column_digits(rows["nodes"], "score"),
        indicator=column_digits(rows["indicators"], "score"),
        adjustment=max(
            column_digits(league, "deduction_points", "bonus_points"),
            column_digits(rows["adjustments"], "points"),
        ),
    )


def _by_unit(tables: ReleaseTables, table: str) -> dict[str, Row]:
    """Return a table's rows by unit; nothing where the release has no such table."""
    rows: list[Row] = tables.rows(f"select * from {table}") if tables.has(table) else []
    return {row["unit_code"]: row for row in rows}


def read_annual(folder: Path, year: int, earlier: Sequence[Release]) -> Annual:
    """Return what the pages of an annual release show.

    Args:
        folder: The release, or the one being built, with its Parquet files.
        year: The year that is evaluated.
        earlier: Releases of the years before, the nearest first.
    """
    with open_release(folder) as tables:
        league = tables.rows(queries.LEAGUE)
        rows: dict[str, list[Row]] = {name: tables.rows(query) for name, query in NAMED.items()}
        ranges = _ranges(tables)
        sources = tables.rows(queries.CERTAINTY_SOURCES) if tables.has(CERTAINTY_SOURCES) else []
        certainty, review = (_by_unit(tables, table) for table in (CERTAINTY, REVIEW))
    indicators, past = by(rows["indicators"], "indicator_code"), _past(earlier)
    return Annual(
        year=year,
        league=league,
        rows=rows,
        ranges=ranges,
        past=past,
        certainty=certainty,
        certainty_sources=by(sources, "unit_code"),
        review=review,
        digits=_digits(league, rows, past),
        value_digits={code: column_digits(members, *VALUES) for code, members in indicators.items()},
    )


def last_year(annual: Annual, unit: Row) -> dict[str, Any] | None:
    """Return a unit's result of the year before, or None."""
    return dict(annual.past[0][1].get(unit["unit_id"]) or {}) or None if annual.past else None
