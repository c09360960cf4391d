"""Clients that people have read every table of a release: the same rows, decimals, Chinese texts and dates as DuckDB of today.

DuckDB 1.2 with SQLAlchemy 1.4 and duckdb-engine, Superset's way, live in an environment of their own (`make .venv-duckdb12/.installed`).
"""

import datetime as dt
import json
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow.dataset as ds
import pytest

from orchestration.foundation.workspace import REPOSITORY
from orchestration.publication import Release
from orchestration.publication.serving.described import describe

OLD_PYTHON = REPOSITORY / ".venv-duckdb12" / "bin" / "python"
# What Superset asks of a database: its tables, their columns and comments, then rows, through SQLAlchemy.
SUPERSET = """
import json, sys
import duckdb, duckdb_engine, sqlalchemy

engine = sqlalchemy.create_engine(f"duckdb:///{sys.argv[1]}", connect_args={"read_only": True})
seen, looks = sqlalchemy.inspect(engine), {}
with engine.connect() as connection:
    for table in seen.get_table_names(schema="main"):
        columns = seen.get_columns(table, schema="main")
        rows = connection.execute(sqlalchemy.text(f'select * from "{table}"')).fetchall()
        looks[table] = {
            "columns": [column["name"] for column in columns],
            "comments": [column["comment"] for column in columns],
            "comment": seen.get_table_comment(table, schema="main")["text"],
            "rows": sorted(repr(tuple(row)) for row in rows),
        }
print(json.dumps({"versions": [duckdb.__version__, sqlalchemy.__version__, duckdb_engine.__version__], "tables": looks}))
"""
Row = tuple[Any, ...]


def _pandas(path: Path) -> list[Row]:
    frame = pd.read_parquet(path, dtype_backend="pyarrow")
    return [
        tuple(None if value is pd.NA else value for value in row)
        for row in frame.itertuples(index=False, name=None)
    ]


def _arrow(path: Path) -> list[Row]:
    return [tuple(row.values()) for row in ds.dataset(path).to_table().to_pylist()]


def _polars(path: Path) -> list[Row]:
    return pl.scan_parquet(path).collect().rows()


@pytest.fixture
def rows(first: Release) -> dict[str, list[Row]]:
    """Every table's rows as today's DuckDB reads them from the mart."""
    with duckdb.connect(str(first.folder / "mart.duckdb"), read_only=True) as mart:
        return {
            table.name: mart.execute(f'select * from "{table.name}"').fetchall()
            for table in describe(first.folder / "mart.duckdb")
        }


@pytest.mark.parametrize("read", [_pandas, _arrow, _polars])
def test_every_parquet_file_is_read_the_same(
    first: Release, rows: dict[str, list[Row]], read: Callable[[Path], list[Row]]
) -> None:
    for table, expected in rows.items():
        found = read(first.folder / "parquet" / f"{table}.parquet")
        assert sorted(map(repr, found)) == sorted(map(repr, expected)), table
    # That the rows hold what is hard to read exactly.
    (composite,) = [
        row for row in read(first.folder / "parquet" / "fct_unit_result.parquet") if "350101" in row
    ]
    assert Decimal("71.07") in composite
    assert any("甲山县" in row for row in read(first.folder / "parquet" / "dim_unit.parquet"))
    assert dt.date(2020, 12, 31) in read(first.folder / "parquet" / "dim_period.parquet")[0]


def test_superset_reads_the_mart_with_its_comments(first: Release, rows: dict[str, list[Row]]) -> None:
    assert OLD_PYTHON.exists(), "run `make .venv-duckdb12/.installed`: this test needs Superset's clients"
    mart = first.folder / "mart.duckdb"
    client = subprocess.run(
        [str(OLD_PYTHON), "-c", SUPERSET, str(mart)], capture_output=True, text=True, check=False
    )
    assert client.returncode == 0, client.stderr
    seen = json.loads(client.stdout)
    assert seen["versions"] == ["1.2.2", "1.4.54", "0.17.0"]
    expected = {
        table.name: {
            "columns": list(table.names()),
            "comments": [column.comment for column in table.columns],
            "comment": table.comment,
            "rows": sorted(map(repr, rows[table.name])),
        }
        for table in describe(mart)
    }
    assert seen["tables"] == expected
