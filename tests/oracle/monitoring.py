"""Quarterly monitoring: cumulative values against the year's targets, and what they lead to (section 7)."""

from collections.abc import Iterator
from fractions import Fraction

from tests.oracle.exact import quotient
from tests.oracle.forecast import LAST_QUARTER, Forecast, Forecaster, path
from tests.oracle.landed import Cell
from tests.oracle.parts import Judge
from tests.oracle.results import AlertRow, MonitoringRow
from tests.oracle.scheme import Node
from tests.oracle.treatment import Unit

WHOLE = Fraction(100)
PLACES = ("on_track", "at_risk", "behind")


def expected_progress(judge: Judge, unit: Unit, node: Node, quarter: int) -> tuple[str, Fraction]:
    """Return what progress is held against by the end of a quarter, and how much is due, in per cent."""
    if node.accumulation == "rate":
        return "whole", WHOLE
    last = path(judge, unit, node, judge.year - 1, quarter)
    if node.progress_path == "last_year" and last is not None:
        return "last_year", last
    return "time", Fraction(25 * quarter)


def status(progress: Fraction | None, expected: Fraction, share: Fraction, direction: str) -> str:
    """Return whether a unit is on track."""
    if progress is None:
        return "no_target"
    if direction == "higher":
        verdicts = progress >= expected, progress >= share * expected
    elif direction == "lower":
        verdicts = progress <= expected, share * progress <= expected
    else:
        verdicts = (
            share * expected <= progress <= (2 - share) * expected,
            (2 * share - 1) * expected <= progress <= (3 - 2 * share) * expected,
        )
    return PLACES[verdicts.index(True)] if any(verdicts) else PLACES[-1]


def _fails(low: Fraction, high: Fraction, target: Fraction, share: Fraction, direction: str) -> bool:
    """Whether everything between two values fails the target on one side."""
    if direction == "higher":
        return high < target
    if direction == "lower":
        return low > target
    return high < share * target or low > (2 - share) * target


def outlook(forecast: Forecast, target: Fraction, share: Fraction, direction: str) -> str | None:
    """Return whether the target can be expected to be met."""
    if forecast.value is None:
        return None
    if forecast.interval is not None and _fails(*forecast.interval, target, share, direction):
        return "very_likely_missed"
    return (
        "likely_missed" if _fails(forecast.value, forecast.value, target, share, direction) else "on_target"
    )


def _place(name: str, cell: Cell | None) -> dict[str, str | None]:
    """Return the columns that say where a figure stood."""
    return {
        f"{name}_submission_id": cell.submission_id if cell else None,
        f"{name}_sheet": cell.sheet if cell else None,
        f"{name}_cell": cell.cell if cell else None,
    }


def _row(judge: Judge, forecaster: Forecaster, unit: Unit, node: Node, quarter: int) -> MonitoringRow | None:
    value = judge.figures.quarter(unit.unit_id, node.code, judge.year, quarter)
    if value.value is None or value.cell is None:
        return None
    target, share = judge.scheme.targets.get((unit.code, node.code)), judge.scheme.number("at_risk_share")
    kind, expected = expected_progress(judge, unit, node, quarter)
    progress = quotient(WHOLE * value.value, target.value) if target and target.value > 0 else None
    forecast, direction = forecaster.forecast(unit, node, quarter, value.value), node.direction or "higher"
    low, high = forecast.interval or (None, None)
    before = judge.figures.quarter(unit.unit_id, node.code, judge.year - 1, quarter)
    end = judge.figures.quarter(unit.unit_id, node.code, judge.year - 1, LAST_QUARTER)
    return MonitoringRow(
        unit_code=unit.code,
        indicator_code=node.code,
        period_code=f"{judge.year}Q{quarter}",
        weight=judge.scheme.weights[unit.group, node.code],
        cumulative_value=value.value,
        target_value=target.value if target else None,
        progress_pct=progress,
        path_kind=kind,
        expected_pct=expected,
        previous_year_value=before.value,
        previous_end_value=end.value if before.value is not None else None,
        previous_path_pct=path(judge, unit, node, judge.year - 1, quarter),
        at_risk_share=share,
        monitoring_status=status(progress, expected, share, direction),
        forecast_value=forecast.value,
        forecast_low=low,
        forecast_high=high,
        forecast_error_count=forecast.errors,
        forecast_error_spread=forecast.spread,
        forecast_quantile=forecast.quantile,
        forecast_status=forecast.status,
        forecast_outlook=outlook(forecast, target.value, share, direction)
        if target and progress is not None
        else None,
        value_submission_id=value.cell.submission_id,
        value_sheet=value.cell.sheet,
        value_cell=value.cell.cell,
        **_place("target", target.cell if target else None),
        **_place("previous", before.cell if before.value is not None else None),
        **_place("previous_end", end.cell if before.value is not None and end.value is not None else None),
    )


def watched(judge: Judge) -> Iterator[tuple[Unit, Node]]:
    """Yield each participating unit with the indicators that it is monitored on."""
    for unit in judge.participants:
        for node in judge.scheme.indicators(unit.group):
            if node.accumulation in ("flow", "rate"):
                yield unit, node


def monitoring_rows(judge: Judge, last: int) -> list[MonitoringRow]:
    """Return the mart's rows of every unit, indicator and quarter with a value, up to the last one that is monitored."""
    forecaster = Forecaster(judge, list(watched(judge)))
    rows = [
        _row(judge, forecaster, unit, node, quarter)
        for unit, node in watched(judge)
        for quarter in range(1, last + 1)
    ]
    return [row for row in rows if row is not None]


def _kinds(row: MonitoringRow, before: MonitoringRow | None) -> Iterator[str]:
    if row.monitoring_status == "behind":
        yield "behind"
    if row.forecast_outlook in ("likely_missed", "very_likely_missed"):
        yield "forecast_misses_target"
    known = before is not None and before.monitoring_status in PLACES and row.monitoring_status in PLACES
    if before and known and PLACES.index(row.monitoring_status) > PLACES.index(before.monitoring_status):
        yield "fell_back"


def alert_rows(judge: Judge, rows: list[MonitoringRow], quarter: int) -> list[AlertRow]:
    """Return the alerts of the quarter that a build monitors."""
    by_key = {(row.unit_code, row.indicator_code, row.period_code): row for row in rows}
    period, before = f"{judge.year}Q{quarter}", f"{judge.year}Q{quarter - 1}"
    alerts = []
    for unit, node in watched(judge):
        row, last = by_key.get((unit.code, node.code, period)), by_key.get((unit.code, node.code, before))
        if row is not None:
            kinds = list(_kinds(row, last))
        else:
            is_due = judge.figures.quarter(unit.unit_id, node.code, judge.year, quarter).is_applicable
            kinds = ["value_missing"] if is_due else []
        alerts += [
            AlertRow(
                unit_code=unit.code,
                indicator_code=node.code,
                period_code=period,
                alert_kind=kind,
                cumulative_value=row.cumulative_value if row else None,
                monitoring_status=row.monitoring_status if row else None,
                previous_status=last.monitoring_status if last else None,
                forecast_outlook=row.forecast_outlook if row else None,
            )
            for kind in kinds
        ]
    return alerts
