"""Names the rows that a failed dbt test found, where the test says by which columns (`config.meta` names): who is asked about them needs no SQL.

Only columns that a test lists are shown, since a row may hold what is not for everybody.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import duckdb

from expectations.index import Manifest
from orchestration.gate.checks import Check
from orchestration.transform.runner import DATABASE_NAME, DbtRun

SHOWN = 5


def named(checks: Iterable[Check], run: DbtRun, manifest: Manifest, build: Path) -> list[Check]:
    """Return the checks; a failed test that names its rows says in `observed` which they are, the first five in order.

    Args:
        checks: Checks of dbt's tests.
        run: What the runner reports: the SQL that ran.
        manifest: dbt's manifest: which tests name their rows, and by what.
        build: The build folder, with the database that was tested.
    """
    codes = {result.unique_id: result.compiled_code for result in run.results}
    return [_named(check, codes.get(check.check_id), manifest, build) for check in checks]


def _named(check: Check, code: str | None, manifest: Manifest, build: Path) -> Check:
    columns = (manifest["nodes"][check.check_id]["config"].get("meta") or {}).get("names")
    if not columns or not code or not check.failures:
        return check
    with duckdb.connect(str(build / DATABASE_NAME), read_only=True) as connection:
        query = f"select distinct {', '.join(columns)} from ({code}\n) order by all limit {SHOWN + 1}"
        rows = connection.execute(query).fetchall()
    told = [" ".join("–" if value is None else str(value) for value in row) for row in rows[:SHOWN]]
    rest = ["…"] if len(rows) > SHOWN else []
    return replace(check, observed=f"{check.observed}: {'; '.join([*told, *rest])}")
