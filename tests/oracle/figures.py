"""From delivered text to the value of a unit and indicator in a year or a quarter (docs/method.md, section 1)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.agreed import AgreedColumn, AgreedTable, agreed_tables
from tests.oracle.exact import VALUE_DECIMALS, half_up, parse
from tests.oracle.landed import Cell, Inputs, Row
from tests.oracle.units import Units

VINTAGES = ("flash", "preliminary", "final", "revised")
TASKS = "efficiency_office__task_results__rows"
NOT_APPLICABLE = "not_applicable"
# A cell that says why it is empty speaks of the figure; a blank is no figure at all.
NOT_DELIVERED = "not_delivered"


class Undecided(Exception):
    """Two datasets give one figure at the same vintage: the method does not say which one holds."""


@dataclass(frozen=True)
class Figure:
    """One delivered figure, or a cell that says that there is none."""

    unit_id: str
    indicator: str
    year: int
    quarter: int | None
    vintage: str
    value: Fraction | None
    reason: str | None
    cell: Cell


@dataclass(frozen=True)
class Value:
    """What holds for a unit and indicator: a value with its origin, or why there is none."""

    value: Fraction | None = None
    vintage: str | None = None
    cell: Cell | None = None
    is_applicable: bool = True
    reason: str | None = NOT_DELIVERED


def _first(figures: list[Figure]) -> Figure:
    """Return the figure that goes before the others: highest vintage, annual before quarterly, leftmost column."""
    best = max(VINTAGES.index(figure.vintage) for figure in figures)
    foremost = [figure for figure in figures if VINTAGES.index(figure.vintage) == best]
    foremost = [figure for figure in foremost if figure.quarter is None] or foremost
    if len({figure.cell.submission_id for figure in foremost}) > 1:
        raise Undecided(f"{foremost}")
    return min(foremost, key=lambda figure: figure.cell.column)


def settle(figures: Iterable[Figure]) -> Value:
    """Return the value among several figures for the same unit, indicator and time, or what says why there is none."""
    known = list(figures)
    if not known:
        return Value()
    with_value = [figure for figure in known if figure.value is not None]
    if with_value:
        winner = _first(with_value)
        return Value(winner.value, winner.vintage, winner.cell, reason=winner.reason)
    excused = [figure for figure in known if figure.reason == NOT_APPLICABLE]
    winner = _first(excused or known)
    return Value(None, winner.vintage, winner.cell, is_applicable=not excused, reason=winner.reason)


class Figures:
    """All figures of both years, and what they say together."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._annual: dict[tuple[str, str, int], list[Figure]] = defaultdict(list)
        self._quarterly: dict[tuple[str, str, int, int], list[Figure]] = defaultdict(list)
        for figure in figures:
            if figure.quarter in (None, 4):
                self._annual[figure.unit_id, figure.indicator, figure.year].append(figure)
            if figure.quarter is not None:
                self._quarterly[figure.unit_id, figure.indicator, figure.year, figure.quarter].append(figure)

    def annual(self, unit_id: str, indicator: str, year: int) -> Value:
        """Return the value of a year."""
        return settle(self._annual.get((unit_id, indicator, year), ()))

    def quarter(self, unit_id: str, indicator: str, year: int, quarter: int) -> Value:
        """Return the cumulative value up to a quarter."""
        return settle(self._quarterly.get((unit_id, indicator, year, quarter), ()))


def _measures(table: AgreedTable, row: Row) -> Iterator[tuple[AgreedColumn, str]]:
    """Yield the columns of a row that hold figures, each with its indicator."""
    by_value = [column for column in table.columns if column.indicator_by_value]
    for column in by_value:
        amount = next(c for c in table.columns if c.name.startswith("amount_"))
        yield amount, column.indicator_by_value[row[column.name]]
    for column in table.columns:
        if column.indicator_code:
            yield column, column.indicator_code
        if table.source == TASKS and column.name == "result_value":
            yield column, row["indicator_code"]


def _figures_of(table: AgreedTable, inputs: Inputs, units: Units) -> Iterator[Figure]:
    for row in inputs.rows(table.source):
        submission = inputs.submissions[row["_submission_id"]]
        year = submission["period_year"]
        unit_id = units.find(year, row)
        if unit_id is None:
            continue
        for column, indicator in _measures(table, row):
            delivered = parse(row[column.name])
            reason = inputs.missing_reason(row, table.name, column.name)
            # A blank is told from … and 未公布 by what stands in the cell.
            if delivered is None and (
                reason is None or not inputs.cell(row, table.name, column.name).raw_text
            ):
                continue
            yield Figure(
                unit_id=unit_id,
                indicator=indicator,
                year=year,
                quarter=submission["period_quarter"],
                vintage=row["_vintage"],
                value=None if delivered is None else convert(delivered, column),
                reason=reason,
                cell=inputs.cell(row, table.name, column.name),
            )


def convert(delivered: Fraction, column: AgreedColumn) -> Fraction:
    """Return a delivered figure in the stored unit of measure: times factor plus offset."""
    return half_up(delivered * column.factor + column.offset, VALUE_DECIMALS)


def read_figures(inputs: Inputs, units: Units) -> Figures:
    """Read every figure of every dataset that carries measures."""
    tables = [
        table
        for table in agreed_tables().values()
        if table.source == TASKS or any(c.indicator_code or c.indicator_by_value for c in table.columns)
    ]
    return Figures(figure for table in tables for figure in _figures_of(table, inputs, units))
