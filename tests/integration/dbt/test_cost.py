"""Cost grows in proportion: no join of the scoring models gives more rows than the parts that are scored, however many groups there are."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from benchmarks.scoring import INDICATORS, MODELS, write_inputs
from orchestration.transform.runner import run_dbt

UNITS = 400
PARTS = 3 * UNITS * INDICATORS


def _operators(plan: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Return each operator of a profiled query with the rows that it gave."""
    for child in plan.get("children", ()):
        yield child["operator_name"], child["operator_cardinality"]
        yield from _operators(child)


def _most_rows(connection: duckdb.DuckDBPyConnection, sql: str, profile: Path) -> tuple[int, str]:
    connection.execute("set enable_profiling = 'json'")
    connection.execute(f"set profiling_output = '{profile}'")
    connection.execute(f"create or replace temp table profiled as {sql}")
    connection.execute("reset enable_profiling")
    plan = json.loads(profile.read_text(encoding="utf-8"))
    return max((rows, name) for name, rows in _operators(plan))


@pytest.fixture(scope="session")
def most_rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """For each model: the most rows that an operator of its query gives, and which one."""
    folder = tmp_path_factory.mktemp("cost")
    write_inputs(folder / "inputs", UNITS)
    run = run_dbt(folder, ["run", "--select", *MODELS])
    assert run.ok, [(node.name, node.message) for node in run.failed]
    queries = {n.name: n.compiled_code for n in run.results if n.resource_type == "model" and n.compiled_code}
    with duckdb.connect(str(folder / "candidate.duckdb"), read_only=True) as connection:
        return {name: _most_rows(connection, sql, folder / "profile.json") for name, sql in queries.items()}


def test_the_parts_are_what_most_rows_are_needed_for(most_rows: dict[str, tuple[int, str]]) -> None:
    assert most_rows["int_scoring__part_scores"][0] == PARTS


def test_no_join_pairs_every_row_with_every_group(most_rows: dict[str, tuple[int, str]]) -> None:
    assert {name: most for name, most in most_rows.items() if most[0] > PARTS} == {}
