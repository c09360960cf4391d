"""What DuckDB did for a query: its profiled plan, operator by operator."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb


def operators(
    connection: duckdb.DuckDBPyConnection, sql: str, file: Path
) -> list[tuple[str, int, list[int]]]:
    """Run a query and return its operators: the name, the rows that it gave, and those that each of its sides gave it.

    Args:
        connection: Where it runs; the result goes to a temporary table of its own.
        sql: The query.
        file: Where the profile is written.
    """
    connection.execute(f"set enable_profiling = 'json'; set profiling_output = '{file}'")
    connection.execute(f"create or replace temp table profiled as {sql}")
    connection.execute("reset enable_profiling")
    return list(_below(json.loads(file.read_text(encoding="utf-8"))))


def _below(plan: dict[str, Any]) -> Iterator[tuple[str, int, list[int]]]:
    for child in plan.get("children", ()):
        sides = [side["operator_cardinality"] for side in child.get("children", ())]
        yield child["operator_name"].strip(), child["operator_cardinality"], sides
        yield from _below(child)
