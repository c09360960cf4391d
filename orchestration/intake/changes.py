"""Figures beside earlier ones of the same unit: jumps (P04, P05), cumulative figures that fall (P08), figures that were not
renewed (P09), and what is said of last year now against what was said then (P11).
"""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from orchestration.contracts import Column, find_unit
from orchestration.intake.cells import span
from orchestration.intake.comparison import Against, Comparison, Told

RULES = {"last_year": "P04_JUMP_FROM_LAST_YEAR", "last_quarter": "P05_JUMP_FROM_LAST_QUARTER"}
# A figure with fewer digits comes out the same by chance; an index begins with 10 or 9 most of the time. A row of so many equal
# figures does not.
TELLING_DIGITS, TELLING_DIGITS_OF_INDEX = 4, 5
TELLING_FIGURES = 3
TEXT, BOUND = pa.string(), pa.decimal128(12, 6)


def change_findings(made: Comparison) -> Iterator[Told]:
    """Yield what is asked about figures in comparison with earlier ones, by rule and column."""
    _give_parameters(made)
    for against in made.periods():
        yield from _jumps(made, against)
        if against.code == "last_year":
            yield from _repeated(made, against)
            yield from _restated(made, against)
        elif against.table.period.quarter < made.period.quarter:
            yield from _falling(made, against)


def _give_parameters(made: Comparison) -> None:
    changes = [
        {
            "field": column.name,
            "against": change.against,
            "measure": change.by,
            "low": change.low,
            "high": change.high,
        }
        for column in made.measured
        for change in column.queries.changes
    ]
    bounds = {"low": BOUND, "high": BOUND}
    made.give("changes", changes, {"field": TEXT, "against": TEXT, "measure": TEXT, **bounds})
    asked = [
        {
            "field": column.name,
            "is_cumulative": column.queries.is_cumulative,
            "may_repeat": column.queries.may_repeat,
            "telling_digits": _telling_digits(column),
            "repeats": column.queries.last_year_of.field if column.queries.last_year_of else None,
            "tolerance": column.queries.last_year_of.tolerance if column.queries.last_year_of else None,
        }
        for column in made.measured
    ]
    kinds: dict[str, pa.DataType] = {
        "field": TEXT,
        "is_cumulative": pa.bool_(),
        "may_repeat": pa.bool_(),
        "telling_digits": pa.int32(),
        "repeats": TEXT,
        "tolerance": BOUND,
    }
    made.give("asked", asked, kinds)


def _telling_digits(column: Column) -> int:
    unit = find_unit(column.unit_of_measure or "")
    return TELLING_DIGITS_OF_INDEX if unit is not None and unit.kind == "index" else TELLING_DIGITS


def _jumps(made: Comparison, against: Against) -> Iterator[Told]:
    before = against.column
    query = f"""
        select figures.*, measure, low, high
        from figures join changes using (field)
        where against = '{against.code}' and (
            measure = 'points' and x - {before} not between low and high
            or measure = 'ratio' and {before} > 0 and x not between {before} * low and {before} * high
        )
    """

    def allowed(row: dict[str, Any]) -> str:
        low, high = row["low"].normalize(), row["high"].normalize()
        within = f"×{low:f} ～ ×{high:f}" if row["measure"] == "ratio" else f"Δ {span(low, high, None)}"
        return f"{against.shown(row)}；{within}"

    yield from made.told(RULES[against.code], query, allowed, against)


def _falling(made: Comparison, against: Against) -> Iterator[Told]:
    query = f"""
        select figures.*
        from figures join asked using (field)
        where is_cumulative and x < {against.column}
    """
    yield from made.told("P08_CUMULATIVE_FALLS", query, against.shown, against)


def _repeated(made: Comparison, against: Against) -> Iterator[Told]:
    """Yield figures of several digits that are last year's, and of rows of which everything is last year's the first one."""
    query = f"""
        with repeatable as (
            select figures.*, telling_digits, length(trim(replace(replace(shown, '-', ''), '.', ''), '0')) as digits
            from figures join asked using (field)
            where not may_repeat and {against.column} is not null and x <> 0
        ),
        judged as (
            select
                *,
                x = {against.column} and digits >= telling_digits as is_telling,
                bool_and(x = {against.column}) over (partition by _row) as is_whole_row,
                count(*) over (partition by _row) as figures_in_row,
                row_number() over (partition by _row order by field) as place
            from repeatable
        )
        select * from judged
        where is_telling
        or is_whole_row and figures_in_row >= {TELLING_FIGURES} and place = 1
            and not exists (from judged as other where other._row = judged._row and other.is_telling)
    """
    yield from made.told("P09_SAME_AS_LAST_YEAR", query, against.shown, against)


def _restated(made: Comparison, against: Against) -> Iterator[Told]:
    keys = ", ".join(made.keys)
    query = f"""
        select now.*, repeats, last_year.shown as a_year_ago_shown, last_year._row as a_year_ago_row
        from now
        join asked using (field)
        join (select * exclude (field), field as repeats from last_year) as last_year using (repeats, {keys})
        where abs(now.x - last_year.x) > tolerance
    """
    yield from made.told(
        "P11_LAST_YEAR_DIFFERS", query, lambda row: against.shown(row, field=row["repeats"]), against
    )
