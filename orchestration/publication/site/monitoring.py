"""The pages about progress within the year: a monitoring release's own, and an annual release's look back over its quarters."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from orchestration.publication.release import Release
from orchestration.publication.site import charts, monitoring_queries
from orchestration.publication.site.figures import column_digits
from orchestration.publication.site.grouping import by, grouped
from orchestration.publication.site.progress_picture import picture
from orchestration.results import Row, open_release

COLUMNS = ("indicator_code", "node_name_zh", "node_name_en", "unit_of_measure")
VALUES = ("cumulative_value", "target_value", "previous_year_value")


def _indicators(rows: Sequence[Row], quarters: Sequence[Row]) -> list[dict[str, Any]]:
    paths = by(quarters, "indicator_code", "unit_code")
    indicators = grouped(rows, *COLUMNS)
    for indicator in indicators:
        code = indicator["indicator_code"]
        indicator["counts"] = Counter(row["monitoring_status"] for row in indicator["rows"])
        indicator["digits"] = column_digits(indicator["rows"], *VALUES)
        for row in indicator["rows"]:
            row["picture"] = picture(paths[code, row["unit_code"]])
    return indicators


def progress(folder: Path) -> dict[str, Any]:
    """Return what a monitoring release says: every indicator with its units, and the alerts."""
    with open_release(folder) as tables:
        rows = tables.rows(monitoring_queries.PROGRESS)
        quarters = tables.rows(monitoring_queries.QUARTERS)
        alerts = tables.rows(monitoring_queries.ALERTS)
    digits = {code: column_digits(of, *VALUES) for code, of in by(rows, "node_name_zh").items()}
    return {
        "indicators": _indicators(rows, quarters),
        "alerts": [{**row, "digits": digits.get(row["node_name_zh"], 2)} for row in alerts],
        "counts": Counter(row["monitoring_status"] for row in rows),
    }


def year_of_monitoring(quarters: Sequence[Release]) -> dict[str, Any]:
    """Return what the monitoring page of an annual release shows: each quarter's release in short, the last one in full."""
    told = [{"release": release, **progress(release.folder)} for release in quarters]
    return {
        "quarters": told,
        "latest": told[-1] if told else None,
        "chart": charts.statuses([(one["release"].manifest["period"], one["counts"]) for one in told]),
    }
