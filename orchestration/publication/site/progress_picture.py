"""Draws how one figure came through the year: its quarters, the target, and where the year may end. Inline SVG, no script.

Every number is the mart's; only places on the picture are worked out here. The words beside it are the page's business.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from markupsafe import Markup

WIDTH, HEIGHT, MARGIN = 96, 28, 3
QUARTERS = 4

Row = Mapping[str, Any]


def picture(rows: Sequence[Row]) -> Markup:
    """Return the picture of a unit's quarters.

    Args:
        rows: The rows of `fct_monitoring` of one unit and indicator, in the order of their quarters.

    Returns:
        An `svg` element: a line through the quarters, a dashed one on to the forecast with a bar for its interval, a thin
        level line for the target.
    """
    last = rows[-1]
    told = ("target_value", "forecast_value", "forecast_low", "forecast_high")
    values = [row["cumulative_value"] for row in rows] + [last[name] for name in told]
    known = [value for value in values if value is not None] + [Decimal(0)]
    low, high = min(known), max(known)
    scale = (HEIGHT - 2 * MARGIN) / float(high - low) if high > low else 0.0

    def place(quarter: int, value: Decimal) -> str:
        return f"{_x(quarter):.1f},{HEIGHT - MARGIN - float(value - low) * scale:.1f}"

    line = " ".join(place(int(row["period_code"][-1]), row["cumulative_value"]) for row in rows)
    parts = [f'<polyline class="done" points="{line}"/>', _dot(line.rpartition(" ")[2])]
    if last["target_value"] is not None:
        ends = " ".join(place(quarter, last["target_value"]) for quarter in (0, QUARTERS))
        parts.append(f'<polyline class="target" points="{ends}"/>')
    if last["forecast_value"] is not None:
        ends = f"{line.rpartition(' ')[2]} {place(QUARTERS, last['forecast_value'])}"
        parts.append(f'<polyline class="forecast" points="{ends}"/>')
    if last["forecast_low"] is not None:
        ends = " ".join(place(QUARTERS, last[name]) for name in ("forecast_low", "forecast_high"))
        parts.append(f'<polyline class="interval" points="{ends}"/>')
    body = "".join(parts)
    # Only numbers that were formatted above stand in it.
    return Markup(  # noqa: S704
        f'<svg class="path" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" aria-hidden="true">{body}</svg>'
    )


def _x(quarter: int) -> float:
    return MARGIN + quarter * (WIDTH - 2 * MARGIN) / QUARTERS


def _dot(place: str) -> str:
    x, _, y = place.partition(",")
    return f'<circle cx="{x}" cy="{y}" r="2"/>'
