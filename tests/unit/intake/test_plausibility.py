"""What is asked about figures: each rule on both sides of its bound, and never about figures that moved as they may."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import log
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from orchestration.contracts import Column, Contract, Table
from orchestration.contracts.queries import (
    UNASKED_TABLE,
    Change,
    ColumnQueries,
    LastYear,
    Outlier,
    Parts,
    TableQueries,
    TotalRow,
)
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.arrays import Texts
from orchestration.intake.comparison import compared
from orchestration.intake.earlier import Earlier, EarlierTable
from orchestration.intake.findings import Finding
from orchestration.intake.plausibility import FIGURES, weightiest
from orchestration.intake.references import REGISTER, Known
from orchestration.intake.slips import slip_factors
from orchestration.intake.staged import Place, StagedTable

Row = Mapping[str, str | None]
CODE = Column("unit_code", ("单位代码",), (), "string", "", True, 1, reference=REGISTER)


def measure(name: str = "x", unit: str = "万元", **asked: object) -> Column:
    """Return a measured column of which the contract asks something."""
    queries = ColumnQueries(**asked)  # type: ignore[arg-type]
    return Column(name, (name,), (), "number", "", unit_of_measure=unit, queries=queries)


def jump(
    against: str = "last_year", by: str = "ratio", low: str = "0.5", high: str = "2"
) -> tuple[Change, ...]:
    return (Change(against, by, Decimal(low), Decimal(high)),)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Past(Earlier):
    """Earlier tables that were laid down by hand."""

    tables: Mapping[str, EarlierTable] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def last_year(self, table: str) -> EarlierTable | None:
        return self.tables.get("last_year")

    def last_quarter(self, table: str) -> EarlierTable | None:
        return self.tables.get("last_quarter")

    def renamed(self, column: Column, period: Period) -> dict[str, str]:
        return dict(self.names)


def write(path: Path, columns: Sequence[Column], rows: Sequence[Row]) -> Path:
    names = [column.name for column in columns]
    data: dict[str, pa.Array] = {
        name: pa.array([row.get(name) for row in rows], pa.string()) for name in names
    }
    data["_row"] = pa.array(range(2, len(rows) + 2), pa.int64())
    pq.write_table(pa.table(data), path)
    return path


def ask(
    columns: Sequence[Column],
    now: Sequence[Row],
    last_year: Sequence[Row] = (),
    last_quarter: Sequence[Row] = (),
    *,
    period: str = "2020Q2",
    queries: TableQueries = UNASKED_TABLE,
    levels: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> list[Finding]:
    """Hold rows against earlier ones and return what is asked, one question per cell."""
    table = Table("rows", "表", "表", 1, (), 0, "", (CODE, *columns), queries=queries)
    when = Period.parse(period)
    quarter = Period(when.year, when.quarter - 1) if when.quarter > 1 else Period(when.year - 1, 4)
    units = levels or {str(row["unit_code"]): "县区" for row in now}
    register = {
        "unit_code": Texts.of(pa.array(list(units), pa.string())),
        "unit_level": Texts.of(pa.array(list(units.values()), pa.string())),
    }
    known = Known({(REGISTER.bureau, REGISTER.dataset, REGISTER.table): register})
    with TemporaryDirectory() as name:
        folder = Path(name)
        letters = {column.name: chr(ord("A") + place) for place, column in enumerate(table.columns)}
        places = {column: Place(letter, column) for column, letter in letters.items()}
        staged = StagedTable(
            table, "本期.xlsx", "表", places, write(folder / "now.parquet", table.columns, now), len(now)
        )
        tables = {
            code: EarlierTable(
                told, write(folder / f"{code}.parquet", table.columns, rows), "以往.xlsx", letters, len(rows)
            )
            for code, told, rows in (
                ("last_year", Period(when.year - 1, when.quarter), last_year),
                ("last_quarter", quarter, last_quarter),
            )
            if rows
        }
        contract: Contract = None  # type: ignore[assignment]
        past = Past(Workspace(folder, folder), contract, when, tables, names or {})
        with compared(staged, past, known) as made:
            return weightiest(item for found in FIGURES for group, _ in found(made) for item in group)


def one(value: str | None, code: str = "350102", name: str = "x") -> list[Row]:
    return [{"unit_code": code, name: value}]


def asked(findings: Sequence[Finding]) -> list[str]:
    return [item.rule[:3] for item in findings]


def test_a_finding_names_the_earlier_figure_its_period_and_its_cell() -> None:
    [item] = ask([measure(changes=jump())], one("30"), one("12"))
    assert (item.cell, item.key, item.value) == ("B2", "350102", "30")
    assert item.allowed == "2019Q2：12（以往.xlsx B2）；×0.5 ～ ×2"
    assert item.compared == "12"


@pytest.mark.parametrize(
    ("value", "rules"), [("6", []), ("24", []), ("5.999999", ["P04"]), ("24.000001", ["P04"])]
)
def test_a_ratio_is_asked_about_beyond_its_bounds(value: str, rules: list[str]) -> None:
    assert asked(ask([measure(changes=jump())], one(value), one("12"))) == rules


@pytest.mark.parametrize("before", ["0", "-12", None])
def test_nothing_is_divided_by_what_is_not_above_zero(before: str | None) -> None:
    assert asked(ask([measure(changes=jump())], one("700"), one(before))) == []


@pytest.mark.parametrize(("value", "rules"), [("-5", []), ("15", []), ("-5.1", ["P05"]), ("15.1", ["P05"])])
def test_points_are_asked_about_beyond_their_bounds(value: str, rules: list[str]) -> None:
    column = measure(unit="%", changes=jump("last_quarter", "points", "-10", "10"))
    assert asked(ask([column], one(value), last_quarter=one("5"))) == rules


def test_a_cell_without_a_figure_is_not_compared() -> None:
    assert asked(ask([measure(changes=jump())], one(None), one("12"))) == []


@pytest.mark.parametrize(
    ("unit", "factors"),
    [
        ("万元", {"1e3", "1e4", "1e5", "1e6", "1e8"}),
        ("人", {"1e3", "1e4", "1e8"}),
        ("户", {"1e3", "1e4"}),
        ("分", set()),
        ("%", set()),
    ],
)
def test_a_slip_is_a_factor_between_units_of_one_kind(unit: str, factors: set[str]) -> None:
    assert {f"1e{factor.adjusted()}" for factor in slip_factors(measure(unit=unit))} == factors


amounts = st.decimals(Decimal("0.01"), Decimal(10) ** 8, places=2)
moves = st.decimals(Decimal("0.34"), Decimal("2.99"), places=2)


@settings(max_examples=40, deadline=None)
@given(amounts, moves, st.sampled_from(slip_factors(measure())), st.booleans())
def test_a_slip_is_found_at_every_magnitude(
    before: Decimal, move: Decimal, factor: Decimal, is_up: bool
) -> None:
    now = before * move * factor if is_up else (before * move / factor).quantize(Decimal("0.000001"))
    # Six decimals are what lands; a figure of fewer than three digits is not what it was.
    assume(now >= Decimal("0.0001"))
    assert asked(ask([measure(changes=jump())], one(f"{now:f}"), one(f"{before:f}")))[:1] == ["P02"]


@settings(max_examples=40, deadline=None)
@given(amounts, st.decimals(Decimal("0.5"), Decimal(2), places=2))
def test_figures_that_move_as_they_may_are_not_asked_about(before: Decimal, move: Decimal) -> None:
    column = measure(changes=jump(), may_repeat=True)
    assert asked(ask([column], one(f"{before * move:f}"), one(f"{before:f}"))) == []


def test_a_slip_shows_against_the_quarter_before_where_last_year_has_no_figure() -> None:
    column = measure()
    assert asked(ask([column], one("120000"), one(None), one("11"))) == ["P02"]
    assert asked(ask([column], one("120000"), one("110000"), one("11"))) == []


@pytest.mark.parametrize(
    ("value", "before", "rules"),
    [
        ("0.352", "34.9", ["P03"]),
        ("3490", "35.2", ["P03"]),
        ("0.08", "8.2", []),  # growth comes near zero by itself
        ("0.9", "35", []),
        ("-0.352", "34.9", []),
    ],
)
def test_fractions_are_asked_about(value: str, before: str, rules: list[str]) -> None:
    assert asked(ask([measure(unit="%")], one(value), one(before))) == rules


def several(values: Sequence[str | None], name: str = "x") -> list[Row]:
    return [{"unit_code": f"{number:06d}", name: value} for number, value in enumerate(values)]


def test_a_column_of_fractions_is_asked_about_once() -> None:
    column = measure(unit="%")
    fractions = [f"0.0{number}" for number in range(1, 9)]
    [item] = ask([column], several(fractions))
    assert (item.rule, item.cell, item.header) == ("P03_PERCENT_OR_FRACTION", None, "x")
    assert ask([column], several(fractions[:-1])) == []
    assert ask([column], several([*fractions[:-1], "1.1"])) == []
    assert ask([column], several(fractions), several(["0.5"] * 8)) == []


def test_what_befalls_most_of_a_column_is_asked_once() -> None:
    column = measure(unit="%", changes=jump("last_year", "points", "-10", "10"))
    most = [*[f"-{20 + number}" for number in range(8)], "8", "9"]
    [item] = ask([column], several(most), several(["8.5"] * 10))
    assert (item.cell, item.value) == (None, "-27 … -20（8/10）")
    few = ask([column], several(["-20", *["8"] * 9]), several(["8.5"] * 10))
    assert [item.cell for item in few] == ["B2"]


@pytest.mark.parametrize(("value", "rules"), [("100.5", []), ("100.6", ["P06"]), ("99.4", ["P06"])])
def test_parts_add_up_to_their_total(value: str, rules: list[str]) -> None:
    columns = [measure(name) for name in ("total", "a", "b")]
    queries = TableQueries(parts=(Parts("total", ("a", "b"), Decimal("0.5")),))
    row = {"unit_code": "350102", "total": value, "a": "40", "b": "60"}
    assert asked(ask(columns, [row], queries=queries)) == rules
    assert asked(ask(columns, [{**row, "b": None}], queries=queries)) == []


LEVELS = {"350100": "市", "350102": "县区", "350103": "县区"}


@pytest.mark.parametrize(
    ("value", "rules"), [("99.1", []), ("101", []), ("98.9", ["P07"]), ("101.1", ["P07"])]
)
def test_units_add_up_to_the_whole(value: str, rules: list[str]) -> None:
    queries = TableQueries(total_rows=(TotalRow("市", ("县区",), ("x",), Decimal(1)),))
    rows: list[Row] = [*one(value, "350100"), *one("40"), *one("60", "350103")]
    assert asked(ask([measure()], rows, queries=queries, levels=LEVELS)) == rules
    assert asked(ask([measure()], rows[:2], queries=queries, levels=LEVELS)) == []


@pytest.mark.parametrize(("value", "rules"), [("12", []), ("11.9", ["P08"])])
def test_a_cumulative_figure_does_not_fall_within_a_year(value: str, rules: list[str]) -> None:
    column = measure(is_cumulative=True)
    assert asked(ask([column], one(value), last_quarter=one("12"))) == rules
    assert asked(ask([column], one(value), last_quarter=one("12"), period="2020Q1")) == []


@pytest.mark.parametrize(
    ("value", "rules"), [("1234", ["P09"]), ("12.34", ["P09"]), ("123", []), ("1230000", []), ("0", [])]
)
def test_a_figure_of_several_digits_does_not_come_out_the_same(value: str, rules: list[str]) -> None:
    assert asked(ask([measure()], one(value), one(value))) == rules
    assert asked(ask([measure(may_repeat=True)], one(value), one(value))) == []


@pytest.mark.parametrize(("value", "rules"), [("108.6", []), ("108.63", ["P09"])])
def test_an_index_needs_a_digit_more(value: str, rules: list[str]) -> None:
    assert asked(ask([measure(unit="上年=100")], one(value), one(value))) == rules


def test_a_row_that_was_not_renewed_is_asked_about_once() -> None:
    columns = [measure(name) for name in ("a", "b", "c")]
    row = {"unit_code": "350102", "a": "1", "b": "2", "c": "3"}
    [item] = ask(columns, [row], [row])
    assert item.cell == "B2"
    assert ask(columns, [{**row, "c": "4"}], [row]) == []
    assert ask(columns[:2], [row], [row]) == []


@pytest.mark.parametrize(("value", "rules"), [("12.05", []), ("12.06", ["P11"])])
def test_what_is_said_of_last_year_is_what_was_said_then(value: str, rules: list[str]) -> None:
    columns = [measure("a", may_repeat=True), measure("before", last_year_of=LastYear("a", Decimal("0.05")))]
    now = {"unit_code": "350102", "a": "12", "before": value}
    assert asked(ask(columns, [now], one("12", name="a"))) == rules


def scores(values: Sequence[float]) -> list[float]:
    """Return modified z-scores as Iglewicz and Hoaglin define them."""
    off = [value - median(values) for value in values]
    mad, mean = median(map(abs, off)), fmean(map(abs, off))
    return [0.6745 * one / mad if mad else one / (1.253314 * mean) if mean else 0.0 for one in off]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 500), min_size=8, max_size=20), st.sampled_from(["linear", "log"]))
def test_outliers_are_those_of_the_robust_score(values: list[int], scale: str) -> None:
    column = measure(outlier=Outlier(Decimal("3.5"), scale), changes=())  # type: ignore[arg-type]
    found = {item.cell for item in ask([column], several([str(value) for value in values]))}
    told = scores([log(value) if scale == "log" else float(value) for value in values])
    sure = {f"B{row}" for row, score in enumerate(told, 2) if abs(score) > 3.5 + 1e-9}
    close = {f"B{row}" for row, score in enumerate(told, 2) if abs(score) > 3.5 - 1e-9}
    assert sure <= found <= close or len(sure) * 2 > len(values)


def test_units_are_compared_within_their_level_and_not_when_they_are_few() -> None:
    column = measure(outlier=Outlier(Decimal("3.5"), "linear"))
    values = [str(value) for value in (1, 2, 3, 4, 5, 6, 7, 90)]
    assert asked(ask([column], several(values))) == ["P10"]
    assert asked(ask([column], several(values[1:]))) == []
    alone = {f"{number:06d}": "市" if number == 7 else "县区" for number in range(8)}
    assert asked(ask([column], several(values), levels=alone)) == []


def test_a_unit_with_another_code_now_is_compared_with_itself() -> None:
    column = measure(changes=jump())
    before = one("12", "350182")
    assert asked(ask([column], one("90", "350112"), before, names={"350182": "350112"})) == ["P04"]
    assert asked(ask([column], one("90", "350112"), before)) == []


def test_of_several_questions_about_a_cell_the_weightiest_is_asked() -> None:
    column = measure(changes=jump(), is_cumulative=True)
    assert asked(ask([column], one("0.0012"), one("12"), one("11"))) == ["P02"]
