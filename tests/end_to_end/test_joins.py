"""Cost grows in proportion: in a build of the sample no join compares every row of one side with every row of the other."""

import math
from pathlib import Path

import duckdb
import pytest

from orchestration.evaluation.candidates import latest_candidate
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from tests.query_plans import operators

# What a scheme has few of may be paired with each other; what grows with units, figures or answers is looked up.
FEW_PER_ROW = 100
Join = tuple[str, list[int]]


def _joins(connection: duckdb.DuckDBPyConnection, sql: str, file: Path) -> list[Join]:
    """Return each join of a query with the rows of its sides."""
    return [
        (name, sides)
        for name, _, sides in operators(connection, sql, file)
        if name.endswith("_JOIN") or name == "CROSS_PRODUCT"
    ]


def _is_comparing(join: Join) -> bool:
    """Whether a join compares all with all: by its kind where the sample has few rows or none of a table, unless one side is a single row of settings."""
    name, sides = join
    if name == "CROSS_PRODUCT":
        return math.prod(sides) > FEW_PER_ROW * sum(sides)
    return name != "HASH_JOIN" and 1 not in sides


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("select * from few as a left join few as b on a.i % 2 = 0 and a.i = b.i", "BLOCKWISE_NL_JOIN"),
        ("select * from few as a left join nothing as b on a.i % 2 = 0 and a.i = b.i", "BLOCKWISE_NL_JOIN"),
        ("select * from few as a cross join few as b", "CROSS_PRODUCT"),
        ("select *, (select max(b.i) from few as b where b.i < a.i) from few as a", "LEFT_DELIM_JOIN"),
        ("select * from few as a left join few as b on case when a.i % 2 = 0 then a.i end = b.i", None),
        ("select * from few as a inner join (select 5 as i) as b on a.i < b.i", None),
    ],
)
def test_joins_that_compare_all_with_all_are_seen(tmp_path: Path, sql: str, kind: str | None) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            "create table few as select i from range(300) as r (i); create table nothing (i bigint)"
        )
        joins = _joins(connection, sql, tmp_path / "plan.json")
    found = [join[0] for join in joins if _is_comparing(join)]
    assert (found[0] if found else None) == kind


def test_no_model_compares_all_with_all(published_sample: Workspace, tmp_path: Path) -> None:
    build = latest_candidate(published_sample, "annual", Period(2020))
    assert build is not None
    models = sorted((build.folder / "dbt" / "compiled" / "jixiao" / "models").rglob("*.sql"))
    assert {"int_scoring__components", "fct_public_appraisal", "fct_comment"} <= {
        model.stem for model in models
    }
    with duckdb.connect(str(build.folder / "candidate.duckdb"), read_only=True) as connection:
        joins = {
            model.stem: _joins(connection, model.read_text(encoding="utf-8"), tmp_path / "plan.json")
            for model in models
        }
    found = {
        name: comparing
        for name, own in joins.items()
        if (comparing := [join for join in own if _is_comparing(join)])
    }
    assert found == {}
