"""What a contract calls implausible: quality items with severity query and engine jixiao, read into plain dataclasses.

The vocabulary only; figures are held against it at the door (`orchestration.intake.plausibility`). docs/contracts.md explains each.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from open_data_contract_standard.model import DataQuality

from orchestration.contracts.fields import Fault, decimal, flag, one_of, required

QUERY = "query"
ENGINE = "jixiao"
COLUMN_CHECKS = ("between", "change", "cumulative", "mayRepeat", "outlier", "lastYearOf")
TABLE_CHECKS = ("parts", "totalRow", "fewerRows")


@dataclass(frozen=True)
class Change:
    """How far a figure may move from an earlier one before somebody asks.

    Attributes:
        against: The same period a year ago, or the quarter before.
        by: `ratio`: the figure lies between `low` and `high` times the earlier one, which is above zero;
            `points`: the figure minus the earlier one lies between `low` and `high`, in the unit in which the column lands.
        low: Lower bound, itself allowed.
        high: Upper bound, itself allowed.
    """

    against: Literal["last_year", "last_quarter"]
    by: Literal["ratio", "points"]
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Outlier:
    """From which robust z-score on a figure stands out among the units of its level.

    Attributes:
        limit: The largest absolute score that nobody asks about; 3.5 is what Iglewicz and Hoaglin (1993) recommend.
        scale: `linear` compares figures (rates), `log` their logarithms (amounts of units of very different size).
    """

    limit: Decimal
    scale: Literal["linear", "log"]


@dataclass(frozen=True)
class LastYear:
    """That a column repeats what another column of the table was a year ago, up to a tolerance in the unit in which it lands."""

    field: str
    tolerance: Decimal


@dataclass(frozen=True)
class ColumnQueries:
    """What is asked about the figures of one column."""

    between: tuple[Decimal, Decimal] | None = None
    changes: tuple[Change, ...] = ()
    is_cumulative: bool = False
    may_repeat: bool = False
    outlier: Outlier | None = None
    last_year_of: LastYear | None = None


UNASKED = ColumnQueries()


@dataclass(frozen=True)
class Parts:
    """Columns that add up to another one of the same row, up to a tolerance in the unit in which they land."""

    total: str
    parts: tuple[str, ...]
    tolerance: Decimal


@dataclass(frozen=True)
class TotalRow:
    """A unit's row that is the total of other units' rows.

    Attributes:
        total: Level of the unit whose row is the total.
        parts: Levels of the units that add up to it.
        fields: The columns that add up.
        tolerance_pct: By how many per cent of the total the sum may differ.
    """

    total: str
    parts: tuple[str, ...]
    fields: tuple[str, ...]
    tolerance_pct: Decimal


@dataclass(frozen=True)
class TableQueries:
    """What is asked about a table as a whole.

    `fewer_rows_pct` is by how many per cent the rows may become fewer from one period to the next; where the contract says
    nothing, `FEWER_ROWS_PCT` for a table with one or more rows for each unit, and no limit for lists of cases.
    """

    parts: tuple[Parts, ...] = ()
    total_rows: tuple[TotalRow, ...] = ()
    fewer_rows_pct: Decimal | None = None


UNASKED_TABLE = TableQueries()
FEWER_ROWS_PCT = Decimal(10)


def read_column_queries(quality: Collection[DataQuality] | None, where: str) -> ColumnQueries:
    """Return what the quality items of a column ask.

    Raises:
        Fault: An item asks for something else than `COLUMN_CHECKS`, or a part of it is missing or can't be used.
    """
    found: dict[str, Any] = {}
    changes: list[Change] = []
    for name, value in _asked(quality, COLUMN_CHECKS, where):
        here = f"{where}.{name}"
        if name == "change":
            changes.append(_change(value, here))
        elif name == "between":
            found["between"] = _span(value, here)
        elif name == "outlier":
            found["outlier"] = _outlier(value, here)
        elif name == "lastYearOf":
            told = _fields(value, ("field", "tolerance"), here)
            tolerance = _number(told["tolerance"], f"{here}.tolerance")
            found["last_year_of"] = LastYear(required(told["field"], f"{here}.field"), tolerance)
        else:
            found["is_cumulative" if name == "cumulative" else "may_repeat"] = flag(value, here)
    return ColumnQueries(changes=tuple(changes), **found)


def read_table_queries(quality: Collection[DataQuality] | None, where: str) -> TableQueries:
    """Return what the quality items of a table ask; items that aren't queries are left to others.

    Raises:
        Fault: An item asks for something else than `TABLE_CHECKS`, or a part of it is missing or can't be used.
    """
    parts: list[Parts] = []
    totals: list[TotalRow] = []
    fewer = None
    for name, value in _asked(quality, TABLE_CHECKS, where):
        here = f"{where}.{name}"
        if name == "parts":
            told = _fields(value, ("total", "of", "tolerance"), here)
            names = _names(told["of"], f"{here}.of")
            parts.append(Parts(str(told["total"]), names, _number(told["tolerance"], f"{here}.tolerance")))
        elif name == "totalRow":
            totals.append(_total_row(value, here))
        else:
            told = _fields(value, ("tolerancePct",), here)
            fewer = _number(told["tolerancePct"], f"{here}.tolerancePct")
    return TableQueries(tuple(parts), tuple(totals), fewer)


def _asked(
    quality: Collection[DataQuality] | None, known: Collection[str], where: str
) -> Iterator[tuple[str, Any]]:
    for item in quality or ():
        if item.severity != QUERY:
            continue
        one_of(item.engine, (ENGINE,), f"{where}.engine")
        if not isinstance(item.implementation, dict) or not item.implementation:
            raise Fault(f"{where}.implementation", "says nothing to check", "没有写明检查内容")
        for name, value in item.implementation.items():
            yield str(one_of(name, known, f"{where}.implementation")), value


def _fields(value: Any, names: Collection[str], where: str) -> dict[str, Any]:
    """Return the parts of a check: exactly these."""
    if not isinstance(value, dict) or set(value) != set(names):
        shown = ", ".join(names)
        raise Fault(where, f"needs exactly: {shown}", f"须且只须写明：{shown}")
    return value


def _number(value: Any, where: str) -> Decimal:
    number = decimal(required(value, where), where)
    if number is None or number < 0:
        raise Fault(where, f"'{value}' is not a number from zero up", f"“{value}”不是非负数")
    return number


def _names(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise Fault(where, "must be a list of names", "须为名称列表")
    return tuple(required(name, where) for name in value)


def _span(value: Any, where: str) -> tuple[Decimal, Decimal]:
    bounds = [decimal(bound, where) for bound in value] if isinstance(value, list) else []
    low, high = bounds if len(bounds) == 2 else (None, None)  # noqa: PLR2004
    if low is None or high is None or low > high:
        raise Fault(where, "needs a lower and an upper number", "须为下限和上限两个数字")
    return low, high


def _change(value: Any, where: str) -> Change:
    told = _fields(value, ("against", "by", "between"), where)
    low, high = _span(told["between"], f"{where}.between")
    by = one_of(told["by"], ("ratio", "points"), f"{where}.by")
    if by == "ratio" and low < 0:
        raise Fault(f"{where}.between", "a ratio is not below zero", "比值不能小于 0")
    return Change(one_of(told["against"], ("last_year", "last_quarter"), f"{where}.against"), by, low, high)


def _outlier(value: Any, where: str) -> Outlier:
    told = _fields(value, ("limit", "scale"), where)
    limit = _number(told["limit"], f"{where}.limit")
    return Outlier(limit, one_of(told["scale"], ("linear", "log"), f"{where}.scale"))


def _total_row(value: Any, where: str) -> TotalRow:
    told = _fields(value, ("total", "of", "fields", "tolerancePct"), where)
    return TotalRow(
        total=required(told["total"], f"{where}.total"),
        parts=_names(told["of"], f"{where}.of"),
        fields=_names(told["fields"], f"{where}.fields"),
        tolerance_pct=_number(told["tolerancePct"], f"{where}.tolerancePct"),
    )
