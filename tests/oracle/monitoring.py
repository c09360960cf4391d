"""Quarterly monitoring: cumulative values against the year's targets (section 7)."""

from fractions import Fraction

from tests.oracle.exact import quotient
from tests.oracle.parts import Judge
from tests.oracle.results import MonitoringRow
from tests.oracle.scheme import Node
from tests.oracle.treatment import Unit

QUARTERS = (1, 2, 3, 4)
WHOLE = Fraction(100)


def expected_progress(accumulation: str, quarter: int) -> Fraction:
    """Return the progress that is due by the end of a quarter, in per cent."""
    return Fraction(25 * quarter) if accumulation == "flow" else WHOLE


def status(progress: Fraction | None, expected: Fraction, at_risk_share: Fraction) -> str:
    """Return whether a unit is on track."""
    if progress is None:
        return "no_target"
    if progress >= expected:
        return "on_track"
    return "at_risk" if progress >= at_risk_share * expected else "behind"


def _row(judge: Judge, unit: Unit, node: Node, quarter: int) -> MonitoringRow | None:
    value = judge.figures.quarter(unit.unit_id, node.code, judge.year, quarter)
    if value.value is None or value.cell is None:
        return None
    target = judge.scheme.targets.get((unit.code, node.code))
    expected = expected_progress(node.accumulation or "", quarter)
    progress = quotient(WHOLE * value.value, target.value) if target and target.value > 0 else None
    return MonitoringRow(
        unit_code=unit.code,
        indicator_code=node.code,
        period_code=f"{judge.year}Q{quarter}",
        cumulative_value=value.value,
        target_value=target.value if target else None,
        progress_pct=progress,
        expected_pct=expected,
        previous_year_value=judge.figures.quarter(unit.unit_id, node.code, judge.year - 1, quarter).value,
        monitoring_status=status(progress, expected, judge.scheme.number("at_risk_share")),
        value_submission_id=value.cell.submission_id,
        value_sheet=value.cell.sheet,
        value_cell=value.cell.cell,
    )


def monitoring_rows(judge: Judge) -> list[MonitoringRow]:
    """Return the mart's rows of every unit, indicator and quarter with a value."""
    rows = [
        _row(judge, unit, node, quarter)
        for unit in judge.participants
        for node in judge.scheme.indicators(unit.group)
        if node.accumulation in ("flow", "rate")
        for quarter in QUARTERS
    ]
    return [row for row in rows if row is not None]
