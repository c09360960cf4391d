"""Where a year may end, seen from a quarter, and how sure that is (section 7, "Forecast of the year's end")."""

from dataclasses import dataclass
from fractions import Fraction

from scipy.stats import t

from tests.oracle.exact import VALUE_DECIMALS, Estimate, half_up, quotient
from tests.oracle.parts import Judge
from tests.oracle.precision import root
from tests.oracle.scheme import Node
from tests.oracle.treatment import Unit

LEAST_ERRORS = "5"
LARGEST_CHANGE = 10**6
LAST_QUARTER = 4


@dataclass(frozen=True)
class Forecast:
    """A forecast of the year's end."""

    value: Fraction | None
    interval: tuple[Estimate, Estimate] | None
    errors: int
    status: str
    spread: Estimate | None = None
    quantile: Estimate | None = None


def path(judge: Judge, unit: Unit, node: Node, year: int, quarter: int) -> Fraction | None:
    """Return how far a quarter had come of its year's end, in per cent."""
    value = judge.figures.quarter(unit.unit_id, node.code, year, quarter).value
    end = judge.figures.quarter(unit.unit_id, node.code, year, LAST_QUARTER).value
    if value is None or end is None or end <= 0 or not 1 <= 100 * value / end <= 1000:
        return None
    return quotient(100 * value, end)


def _spread(errors: list[Fraction]) -> Estimate | None:
    """Return the root mean square of errors, which are taken around zero."""
    if not errors:
        return None
    return Estimate(root(sum((error**2 for error in errors), Fraction(0)) / len(errors)))


class Forecaster:
    """Knows how far last year's forecasts were from its end."""

    def __init__(self, judge: Judge, watched: list[tuple[Unit, Node]]) -> None:
        self._judge = judge
        self._errors: dict[tuple[str, int], list[Fraction]] = {}
        for unit, node in watched:
            for quarter in range(1, LAST_QUARTER):
                error = self._error(unit, node, quarter)
                if error is not None:
                    self._errors.setdefault((node.code, quarter), []).append(error)

    def _error(self, unit: Unit, node: Node, quarter: int) -> Fraction | None:
        judge, last = self._judge, self._judge.year - 1
        if node.accumulation == "flow":
            now, before = (path(judge, unit, node, year, quarter) for year in (last, last - 1))
            return None if now is None or before is None else before / now - 1
        value = judge.figures.quarter(unit.unit_id, node.code, last, quarter).value
        end = judge.figures.quarter(unit.unit_id, node.code, last, LAST_QUARTER).value
        if value is None or end is None or abs(end - value) > LARGEST_CHANGE:
            return None
        return end - value

    def forecast(self, unit: Unit, node: Node, quarter: int, value: Fraction) -> Forecast:
        """Return the forecast from a quarter's cumulative value."""
        errors = self._errors.get((node.code, quarter), [])
        if quarter == LAST_QUARTER:
            return Forecast(None, None, 0, "year_over")
        is_flow = node.accumulation == "flow"
        last = path(self._judge, unit, node, self._judge.year - 1, quarter)
        if is_flow and last is None:
            return Forecast(None, None, len(errors), "no_path", _spread(errors))
        exact = quotient(100 * value, last) if is_flow else value
        assert exact is not None
        end = half_up(exact, VALUE_DECIMALS)
        if len(errors) < int(self._judge.scheme.setting("forecast_least_errors", LEAST_ERRORS)):
            return Forecast(end, None, len(errors), "point", _spread(errors))
        spread, quantile = _spread(errors), Estimate(float(t.ppf(0.975, len(errors))))
        assert spread is not None
        half = quantile * spread * (abs(end) if is_flow else 1)
        low, high = (Estimate(half_up(bound, VALUE_DECIMALS)) for bound in (end - half, end + half))
        return Forecast(end, (low, high), len(errors), "interval", spread, quantile)
