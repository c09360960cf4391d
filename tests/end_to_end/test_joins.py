"""Cost grows in proportion: in a build of the sample no join compares every row of one side with every row of the other."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from orchestration.evaluation.candidates import latest_candidate
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace

# A bound of one row and the few classes of a scheme are compared with everything; what grows with units, figures or answers is looked up.
MOST_PER_ROW = 100
LOOKED_UP = ("HASH_JOIN", "CROSS_PRODUCT")


def _joins(plan: dict[str, Any]) -> Iterator[tuple[str, int, int]]:
    """Return each join that does not look its rows up, with the rows of both sides."""
    for child in plan.get("children", ()):
        name, sides = (
            child["operator_name"].strip(),
            [side["operator_cardinality"] for side in child["children"]],
        )
        if name.endswith("_JOIN") and name not in LOOKED_UP:
            yield name, *sides
        yield from _joins(child)


def _comparing(joins: Iterator[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    return [(name, one, other) for name, one, other in joins if one * other > MOST_PER_ROW * (one + other)]


def test_a_join_that_compares_all_with_all_is_seen(tmp_path: Path) -> None:
    sql = "select * from range(300) as a (i) left join range(300) as b (j) on i % 2 = 0 and i = j"
    with duckdb.connect() as connection:
        assert _comparing(_joins(_profiled(connection, sql, tmp_path / "plan.json"))) == [
            ("BLOCKWISE_NL_JOIN", 300, 300)
        ]


def _profiled(connection: duckdb.DuckDBPyConnection, sql: str, file: Path) -> dict[str, Any]:
    connection.execute(f"set enable_profiling = 'json'; set profiling_output = '{file}'")
    connection.execute(f"create or replace temp table profiled as {sql}")
    connection.execute("reset enable_profiling")
    plan: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return plan


def test_no_model_compares_all_with_all(published_sample: Workspace, tmp_path: Path) -> None:
    build = latest_candidate(published_sample, "annual", Period(2020))
    assert build is not None
    models = sorted((build.folder / "dbt" / "compiled" / "jixiao" / "models").rglob("*.sql"))
    assert {"int_scoring__components", "fct_public_appraisal", "fct_comment"} <= {
        model.stem for model in models
    }
    with duckdb.connect(str(build.folder / "candidate.duckdb"), read_only=True) as connection:
        found = {
            model.stem: comparing
            for model in models
            if (comparing := _comparing(_joins(_profiled(connection, model.read_text(encoding="utf-8"), tmp_path / "plan.json"))))
        }  # fmt: skip
    assert found == {}
