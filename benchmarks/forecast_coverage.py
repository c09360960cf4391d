"""How often the year's end came to lie inside the forecast intervals of its quarters, by published year.

Run: `python -m benchmarks.forecast_coverage RELEASE_FOLDER …` (such as warehouse/published/annual/2020/current).
"""

import sys
from pathlib import Path

import duckdb

COVERAGE = """
select
    count(*),
    count(*) filter (ends.cumulative_value between rows.forecast_low and rows.forecast_high)
from read_parquet($path) as rows
inner join read_parquet($path) as ends
    on
        rows.unit_code = ends.unit_code
        and rows.indicator_code = ends.indicator_code
        and ends.period_code = rows.evaluation_year || 'Q4'
where rows.forecast_status = 'interval'
"""


def coverage(release: Path) -> tuple[int, int]:
    """Return how many intervals of a year's release have a year's end to hold against, and how many hold it."""
    path = str(release / "parquet" / "fct_monitoring.parquet")
    with duckdb.connect() as connection:
        found = connection.execute(COVERAGE, {"path": path}).fetchone()
    return (found[0], found[1]) if found else (0, 0)


if __name__ == "__main__":
    for folder in map(Path, sys.argv[1:]):
        intervals, inside = coverage(folder)
        print(f"{folder.resolve().name}: {inside} of {intervals} intervals hold the year's end")
