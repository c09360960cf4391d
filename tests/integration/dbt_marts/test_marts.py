"""The small city's results come out as worked out by hand, and every data test of part B notices what it is there for."""

from decimal import Decimal
from typing import Any

import duckdb
import pytest

from tests.integration.dbt_marts.conftest import City, Sandbox
from tests.integration.dbt_marts.poison import POISONS, SOUND

GENERIC = ("unique", "relationships", "accepted_values", "columns_are_filled", "not_null", "row_count_is")


def _decimals(*texts: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(text) for text in texts)


def _one(db: duckdb.DuckDBPyConnection, columns: str, table: str, where: str) -> tuple[Any, ...]:
    rows = db.sql(f"select {columns} from {table} where {where}").fetchall()
    assert len(rows) == 1, rows
    return rows[0]


def test_every_data_test_passes_over_sound_data(city: City) -> None:
    assert len(city.tests) > 150
    assert [name for name, node in city.tests.items() if not node.ok] == []


def test_every_test_with_a_name_of_its_own_is_poisoned(city: City) -> None:
    named = {name for name in city.tests if not name.startswith(GENERIC)}
    assert named == set(POISONS)


@pytest.mark.parametrize(
    ("test", "poison"), [(test, poison) for test in sorted(POISONS) for poison in POISONS[test]]
)
def test_a_wrong_figure_is_found_by_its_test(sandbox: Sandbox, test: str, poison: str) -> None:
    assert sandbox.tests[test].ok
    assert sandbox.rows_failing(test, poison) > 0


@pytest.mark.parametrize(("test", "change"), [(test, change) for test in SOUND for change in SOUND[test]])
def test_what_a_sound_year_holds_passes(sandbox: Sandbox, test: str, change: str) -> None:
    assert sandbox.rows_failing(test, change) == 0


# Growth g against target 6 and last year's growth p, and investment i against 200:
# 0.5·min(110, 100·g/6) + 0.5·(80 + 2·(g − p)), weight 62.5; min(110, 100·i/200), weight 37.5; then 60 : 40 with the residents' mean.
@pytest.mark.parametrize(
    ("unit", "indicators", "dimension", "appraisal", "composite"),
    [
        # 0.5·110 + 0.5·79.2 = 94.6 and 105: (62.5·94.6 + 37.5·105) / 100 = 98.5; 0.6·98.5 + 0.4·92.5
        ("350104", ("94.6", "105"), "98.5", "92.5", "96.1"),
        # 0.5·110 + 0.5·80.2 = 95.1 and 106: 99.1875; 0.6·99.1875 + 0.4·100 = 99.5125
        ("350105", ("95.1", "106"), "99.1875", "100", "99.51"),
        # 0.5·100 + 0.5·77 = 88.5 and 100: 92.8125; 0.6·92.8125 + 0.4·80 = 87.6875, half up
        ("350111", ("88.5", "100"), "92.8125", "80", "87.69"),
        # 0.5·40 + 0.5·68.8 = 54.4 and 75: 62.125; 0.6·62.125 + 0.4·55 = 59.275, half up
        ("350121", ("54.4", "75"), "62.125", "55", "59.28"),
        # 0.5·70.8333… + 0.5·73.5 = 72.1667 and 90: 78.8542; 0.6·78.8542 + 0.4·92.5 − 1 + 1 = 84.31252
        ("350102", ("72.1667", "90"), "78.8542", "92.5", "84.31"),
        # A group of its own with the target alone: 100·4/6 = 66.6667 and 90: 75.4167; 0.6·75.4167 + 0.4·77.5 = 76.25002
        ("350112", ("66.6667", "90"), "75.4167", "77.5", "76.25"),
    ],
)
def test_the_scores_of_a_unit_come_out_as_by_hand(
    db: duckdb.DuckDBPyConnection,
    unit: str,
    *,
    indicators: tuple[str, str],
    dimension: str,
    appraisal: str,
    composite: str,
) -> None:
    scores = db.sql(
        f"select score from marts.fct_indicator_score where unit_code = '{unit}' order by indicator_code"
    ).fetchall()
    assert tuple(score for (score,) in scores) == _decimals(*indicators)
    where = f"unit_code = '{unit}'"
    assert _one(db, "score", "marts.fct_dimension_score", f"{where} and node_level = 2") == _decimals(
        dimension
    )
    columns = "indicator_component_score, appraisal_score, composite_score"
    assert _one(db, columns, "marts.fct_unit_result", where) == _decimals(dimension, appraisal, composite)


@pytest.mark.parametrize(
    ("unit", "rank", "grades", "gap"),
    [
        ("350105", 1, ("A", "A", "A", "B", None), None),
        ("350104", 2, ("A", "A", "A", None, None), None),
        # 40 % of five rated units are two: the third is lowered.
        ("350111", 3, ("A", "B", "B", None, None), "-2.69"),
        ("350102", 4, ("B", "B", "C", "C", "SAFETY"), "-9.31"),
        ("350121", 5, ("D", "D", "D", None, None), "0.72"),
        ("350112", 1, ("B", "B", "B", None, None), "8.75"),
    ],
)
def test_ranks_and_grades_come_out_as_by_hand(
    db: duckdb.DuckDBPyConnection, unit: str, rank: int, grades: tuple[str | None, ...], gap: str | None
) -> None:
    columns = (
        "rank_in_group, grade_threshold, grade_after_quota, grade_final, grade_previous, veto_item_code, "
        "gap_to_next_grade"
    )
    found = _one(db, columns, "marts.fct_unit_result", f"unit_code = '{unit}'")
    assert found == (rank, *grades, gap and Decimal(gap))


def test_a_unit_without_answers_is_held_and_does_not_count(db: duckdb.DuckDBPyConnection) -> None:
    columns = "result_status, composite_score, indicator_component_score, rank_in_group, grade_final, hold_reason_zh"
    found = _one(db, columns, "marts.fct_unit_result", "unit_code = '350103'")
    assert found == ("held", None, None, None, None, "公众评议没有达到最少有效问卷数的评议主体。")
    sizes = db.sql("select distinct group_unit_count from marts.fct_unit_result where group_code = 'CORE'")
    assert set(sizes.fetchall()) == {(5,), (None,)}
    assert _one(db, "unit_count, rated_unit_count", "marts.meta_release", "true") == (7, 6)


def test_what_does_not_apply_leaves_its_weight_to_its_sibling(db: duckdb.DuckDBPyConnection) -> None:
    where = "unit_code = '350103' and indicator_code = "
    table = "marts.fct_indicator_score"
    columns = "score_status, effective_weight, points"
    assert _one(db, columns, table, f"{where} 'GDP_GROWTH'") == ("not_applicable", None, None)
    assert _one(db, columns, table, f"{where} 'PROJECT_INVESTMENT'") == ("scored", Decimal("0.6"), None)


def test_two_years_of_the_third_grade_lead_to_more_than_one(db: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select unit_code, action_code, consecutive_years, previous_release_id, staff_persons "
        "from marts.fct_accountability_action order by 1, 2"
    )
    assert db.sql(sql).fetchall() == [
        ("350102", "ADMONITION", 2, "annual-2019-tiny", None),
        ("350102", "CRITICISM", 1, None, None),
        ("350104", "REWARD", 1, None, None),
        ("350105", "REWARD", 1, None, 48),
        ("350121", "CRITICISM", 1, None, None),
    ]


def test_items_come_from_comments_too_and_say_how_far_they_are(db: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select item_no, item_state, overdue_days, comment_count from marts.fct_rectification_item "
        "where unit_code in ('350104', '350121') and item_source <> 'weak_topic' order by 1"
    )
    assert db.sql(sql).fetchall() == [
        ("2020-350104-comment-ROADS", "closed", None, 1),
        ("2020-350121-weak_indicator-GDP_GROWTH", "overdue", 31, None),
    ]
    assert _one(db, "routing_kind, met_words, comment_text, comment_cell", "marts.fct_comment", "true") == (
        "rule",
        "道路",
        None,
        "X8",
    )
