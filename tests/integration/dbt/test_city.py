"""The tiny city comes out as worked out by hand, and each rule that its data keep finds the fault that breaks it."""

from decimal import Decimal
from typing import Any

import duckdb
import pytest

from tests.integration.dbt.conftest import Built
from tests.integration.dbt.poison import POISONS


def _one(db: duckdb.DuckDBPyConnection, columns: str, table: str, where: str) -> tuple[Any, ...]:
    rows = db.sql(f"select {columns} from intermediate.{table} where {where}").fetchall()
    assert len(rows) == 1, rows
    return rows[0]


def test_every_data_test_passes_over_sound_data(city: Built) -> None:
    assert len(city.tests) > 150
    assert [name for name, node in city.tests.items() if not node.ok] == []


@pytest.mark.parametrize("fault", sorted(POISONS))
def test_a_fault_is_found_by_its_test(poisoned: Built, city: Built, fault: str) -> None:
    expected = POISONS[fault][1]
    named = [name for name in poisoned.tests if name.startswith(expected)]
    assert named, f"no test is called {expected}"
    assert all(city.tests[name].ok for name in named)
    assert any(poisoned.tests[name].failures for name in named), [poisoned.tests[n].message for n in named]


@pytest.mark.parametrize(
    ("unit", "year", "expected"),
    [
        ("350102", 2019, ("7.5", "preliminary", "D3", "107.5")),
        ("350102", 2020, ("4.25", "final", "D3", "104.25")),
        # 长乐市 350182 of 2019 is 长乐区 350112 of 2020; its index was not published, its growth rate was.
        ("350112", 2019, ("8.25", "preliminary", "E4", "8.25")),
        # The final figure was not published either, so the flash of the fourth quarter stands.
        ("350112", 2020, ("4", "flash", "C4", "4")),
    ],
)
def test_the_value_of_a_year_comes_from_its_cell(
    db: duckdb.DuckDBPyConnection, unit: str, year: int, expected: tuple[str, ...]
) -> None:
    where = f"unit_code = '{unit}' and period_year = {year} and indicator_code = 'GDP_GROWTH'"
    columns = "indicator_value, vintage, cell_address, raw_text, value_status"
    found = _one(db, columns, "int_indicator__annual_values", where)
    assert found == (Decimal(expected[0]), *expected[1:], "value")


def test_a_dash_makes_an_indicator_not_applicable_and_says_where_it_stands(
    db: duckdb.DuckDBPyConnection,
) -> None:
    where = "unit_code = '350103' and indicator_code = 'GDP_GROWTH'"
    found = _one(
        db, "indicator_value, value_status, raw_text, cell_address", "int_indicator__annual_values", where
    )
    assert found == (None, "not_applicable", "-", "E4")


def test_a_unit_that_is_gone_gives_no_fact_but_is_still_delivered(db: duckdb.DuckDBPyConnection) -> None:
    delivered = _one(
        db,
        "unit_id, unit_code",
        "int_indicator__delivered",
        "unit_id = 'U3501Z9' and field_name = 'gdp_growth_pct'",
    )
    assert delivered == ("U3501Z9", None)
    assert db.sql(
        "select count(*) from intermediate.int_indicator__facts where unit_code = '3501Z9'"
    ).fetchall() == [(0,)]


def test_zero_is_a_value(db: duckdb.DuckDBPyConnection) -> None:
    found = _one(
        db,
        "indicator_value, value_status",
        "int_indicator__annual_values",
        "indicator_code = 'PUBLIC_EXPENDITURE'",
    )
    assert found == (Decimal(0), "value")


@pytest.mark.parametrize(
    ("quarter", "numbers", "status"),
    [
        (1, ("450000", "22.5", None), "at_risk"),
        (2, ("900000", "45", "800000"), "at_risk"),
        (4, ("1800000", "90", None), "at_risk"),
    ],
)
def test_investment_is_watched_in_stored_units(
    db: duckdb.DuckDBPyConnection, quarter: int, numbers: tuple[str | None, ...], status: str
) -> None:
    where = (
        f"unit_code = '350112' and indicator_code = 'PROJECT_INVESTMENT' and period_code = '2020Q{quarter}'"
    )
    columns = "cumulative_value, progress_pct, previous_year_value, monitoring_status"
    found = _one(db, columns, "int_monitoring__progress", where)
    assert found == (*(number and Decimal(number) for number in numbers), status)


@pytest.mark.parametrize(
    ("unit", "group", "counts", "mean", "weight"),
    [
        ("350102", "RESIDENT", (3, 2), "92.5", "1"),
        ("350102", "BUSINESS", (1, 1), "40", "0"),
        ("350103", "RESIDENT", (0, 0), None, "0"),
        ("350112", "RESIDENT", (2, 2), "77.5", "1"),
    ],
)
def test_respondent_groups_count_when_enough_have_answered(
    db: duckdb.DuckDBPyConnection,
    unit: str,
    group: str,
    *,
    counts: tuple[int, int],
    mean: str | None,
    weight: str,
) -> None:
    columns = "response_count, valid_response_count, mean_score, is_counted, effective_group_weight"
    found = _one(
        db, columns, "int_appraisal__groups", f"unit_code = '{unit}' and respondent_group = '{group}'"
    )
    assert found == (*counts, mean and Decimal(mean), weight != "0", Decimal(weight))


def test_a_group_of_units_with_respondents_of_its_own_has_no_others(db: duckdb.DuckDBPyConnection) -> None:
    found = db.sql(
        "select respondent_group from intermediate.int_appraisal__groups where unit_code = '350112'"
    ).fetchall()
    assert found == [("RESIDENT",)]


def test_deductions_stop_at_the_component_and_a_veto_caps_the_grade(db: duckdb.DuckDBPyConnection) -> None:
    columns = "deduction_points, bonus_points, grade_cap, veto_item_code"
    assert _one(db, columns, "int_adjustment__totals", "unit_code = '350102'") == (1, 1, "C", "SAFETY")
    assert _one(db, columns, "int_adjustment__totals", "unit_code = '350103'") == (0, 0, None, None)
    columns = "case_count, points, first_cell, record_count"
    assert _one(db, columns, "int_adjustment__items", "item_code = 'LATE'") == (3, Decimal("1.2"), "F2", 2)


def test_a_group_of_units_with_a_method_of_its_own_has_no_other_part(db: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select held.group_code, held.part_code, share from intermediate.int_scheme__group_methods as held"
        " inner join intermediate.int_scheme__methods using (method_no) where held.indicator_code = 'GDP_GROWTH' order by 1, 2"
    )
    half, whole = Decimal("0.5"), Decimal(1)
    assert db.sql(sql).fetchall() == [
        ("COAST", "target", whole),
        ("CORE", "target", half),
        ("CORE", "vertical", half),
    ]
