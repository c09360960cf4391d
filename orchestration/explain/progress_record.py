"""Collects what a release says of a unit's progress through the year: its quarters against the targets, and the alerts. Every row is as published."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from orchestration.explain.corrections import Place, read_corrections
from orchestration.explain.finding import find_unit, find_watched
from orchestration.results.release_tables import ReleaseTables, Row, open_release

QUARTERS = """
select m.*, i.node_name_zh, i.node_name_en, i.unit_of_measure, i.direction
from fct_monitoring as m inner join dim_indicator as i on m.indicator_code = i.node_code
where m.unit_code = $unit order by m.indicator_code, m.period_code
"""
ALERTS = """
select a.*, i.node_name_zh, i.node_name_en
from rpt_monitoring_alert as a inner join dim_indicator as i on a.indicator_code = i.node_code
where a.unit_code = $unit order by a.indicator_code, a.alert_kind
"""
SOURCES = (
    "value_submission_id",
    "target_submission_id",
    "previous_submission_id",
    "previous_end_submission_id",
)


@dataclass(frozen=True)
class Progress:
    """What a release holds about a unit's progress; every row is as published.

    Attributes:
        unit: The unit's row of dim_unit.
        release: The row of meta_release.
        quarters: Rows of fct_monitoring, with names; of one indicator only when one was asked for.
        alerts: Rows of rpt_monitoring_alert, with names; likewise.
        inputs: All submissions by their id, for naming files.
        sources: The submissions that what is shown rests on.
        corrections: The corrections of the release's figures, by submission, sheet and cell.
        indicator: The indicator that was asked for, or None.
    """

    unit: Row
    release: Row
    quarters: list[Row]
    alerts: list[Row]
    inputs: Mapping[str, Row]
    sources: list[Row]
    corrections: Mapping[Place, Row]
    indicator: str | None


def latest(quarters: list[Row]) -> list[Row]:
    """Return the last quarter of each indicator."""
    return list({row["indicator_code"]: row for row in quarters}.values())


def read_progress(tables: ReleaseTables, unit: str, indicator: str | None) -> tuple[list[Row], list[Row]]:
    """Return a unit's quarters and alerts, of one indicator or of all; a release that watches nothing has none."""
    if not tables.has("fct_monitoring"):
        return [], []
    found = tables.rows(QUARTERS, unit=unit), tables.rows(ALERTS, unit=unit)
    quarters, alerts = ([row for row in rows if indicator in (None, row["indicator_code"])] for rows in found)
    return quarters, alerts


def explain_progress(release: Path, unit: str, indicator: str | None = None) -> Progress:
    """Collect what a monitoring release says of a unit.

    Args:
        release: The release's folder.
        unit: Code, internal id or name of the unit, also a former one.
        indicator: Code or name of one indicator, to take that one apart.

    Raises:
        UserError: There is no such unit, or it is not monitored on such an indicator; the message names the nearest.
    """
    with open_release(release) as tables:
        found = find_unit(tables, unit)
        asked = find_watched(tables, found, indicator) if indicator else None
        quarters, alerts = read_progress(tables, found["unit_code"], asked)
        (row,) = tables.rows("select * from meta_release")
        inputs = {one["submission_id"]: one for one in tables.rows("select * from meta_input")}
    used = {quarter.get(name) for quarter in quarters for name in SOURCES} | {row["scheme_submission_id"]}
    return Progress(
        unit=found,
        release=row,
        quarters=quarters,
        alerts=alerts,
        inputs=inputs,
        sources=[one for name, one in sorted(inputs.items()) if name in used],
        corrections=read_corrections(release),
        indicator=asked,
    )
