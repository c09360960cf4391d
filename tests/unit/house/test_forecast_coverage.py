"""An interval is held against the same year's fourth quarter of its own unit and indicator; points have none to hold."""

from pathlib import Path

import duckdb

from benchmarks.forecast_coverage import coverage


def test_intervals_that_hold_the_years_end_are_counted(tmp_path: Path) -> None:
    folder = tmp_path / "parquet"
    folder.mkdir()
    duckdb.sql(
        "copy (select * from (values ('a', 'I', 2020, '2020Q1', 1, 8, 10, 'interval'), ('a', 'I', 2020, '2020Q2', 4, 9.5, 11, 'interval'), "
        "('a', 'I', 2020, '2020Q3', 7, null, null, 'point'), ('a', 'I', 2020, '2020Q4', 9, null, null, 'year_over'), "
        "('b', 'I', 2020, '2020Q1', 9, 8, 10, 'interval')) as rows (unit_code, indicator_code, evaluation_year, period_code, "
        f"cumulative_value, forecast_low, forecast_high, forecast_status)) to '{folder / 'fct_monitoring.parquet'}' (format parquet)"
    )
    assert coverage(tmp_path) == (2, 1)
