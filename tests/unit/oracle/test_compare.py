"""The comparison sees every kind of deviation and none where there is none; a mart of a built release is made up from the oracle's rows."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.oracle import Results, compare, evaluate
from tests.unit.oracle.small_city import small_city

Row = dict[str, Any]
EXTRA = {"a_column_that_the_oracle_does_not_know": "x"}


def _plain(value: Any) -> Any:
    return Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value


def write_mart(folder: Path, results: Results) -> Path:
    """Write the oracle's rows as a release's Parquet files, with a column of their own."""
    folder.mkdir()
    for table, rows in results.tables.items():
        plain = [{name: _plain(value) for name, value in vars(row).items()} | EXTRA for row in rows.values()]
        pq.write_table(pa.Table.from_pylist(plain), folder / f"{table}.parquet")
    return folder


def rewrite(path: Path, change: Any) -> None:
    """Apply a change to the list of a table's rows."""
    pq.write_table(pa.Table.from_pylist(change(pq.read_table(path).to_pylist())), path)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    inputs = tmp_path_factory.mktemp("small") / "inputs"
    small_city().write(inputs)
    return evaluate(inputs)


@pytest.fixture
def mart(results: Results, tmp_path: Path) -> Path:
    return write_mart(tmp_path / "parquet", results)


def test_every_table_of_the_small_city_has_rows_but_that_of_treated_values(results: Results) -> None:
    assert len(results.tables) == 24
    # The city has no sheet 数据处理.
    assert {name for name, rows in results.tables.items() if not rows} == {"rpt_treated_value"}


def test_a_mart_that_is_right_has_no_differences(results: Results, mart: Path) -> None:
    assert compare(results, mart) == []


def _last_digit(rows: list[Row]) -> list[Row]:
    return [{**rows[0], "points": rows[0]["points"] + Decimal("0.000000000001")}, *rows[1:]]


def _no_value(rows: list[Row]) -> list[Row]:
    return [{**rows[0], "score": None}, *rows[1:]]


def _no_column(rows: list[Row]) -> list[Row]:
    return [{name: value for name, value in row.items() if name != "score"} for row in rows]


@pytest.mark.parametrize(
    ("change", "columns"),
    [
        (_last_digit, {"points"}),
        (_no_value, {"score"}),
        (_no_column, {"score"}),
        (lambda rows: rows[1:], {"*"}),
        (lambda rows: [*rows, {**rows[0], "indicator_code": "UNKNOWN"}], {"*"}),
        (lambda rows: [*rows, rows[0]], {"*"}),
    ],
    ids=["last digit", "no value", "no column", "row missing", "row too many", "row twice"],
)
def test_every_deviation_is_told_with_its_column(
    results: Results, mart: Path, change: Any, columns: set[str]
) -> None:
    rewrite(mart / "fct_indicator_score.parquet", change)
    differences = compare(results, mart)
    assert differences
    assert {difference.column for difference in differences} == columns
    assert {difference.table for difference in differences} == {"fct_indicator_score"}


def test_a_difference_says_where_and_what(results: Results, mart: Path) -> None:
    rewrite(mart / "fct_unit_result.parquet", lambda rows: [{**row, "rank_in_group": 9} for row in rows])
    assert [str(difference) for difference in compare(results, mart)] == [
        "fct_unit_result 350101 rank_in_group: expected 2, found 9",
        "fct_unit_result 350102 rank_in_group: expected 1, found 9",
        "fct_unit_result 350103 rank_in_group: expected None, found 9",
    ]


def test_rows_where_there_must_be_none_are_told(results: Results, mart: Path) -> None:
    empty = Results({table: dict(rows) for table, rows in results.tables.items()})
    empty.tables["rpt_weak_indicator"] = {}
    assert [difference.table for difference in compare(empty, mart)] == ["rpt_weak_indicator"] * 2
