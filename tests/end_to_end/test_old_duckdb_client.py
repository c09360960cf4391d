"""BI tools bundle an older DuckDB than ours: its client opens the published mart and reads every table, keys and comments."""

import json
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY, Workspace
from orchestration.publication import read_manifest

OLD_PYTHON = REPOSITORY / ".venv-duckdb12" / "bin" / "python"
CLIENT = """
import json, sys
import duckdb

connection = duckdb.connect(sys.argv[1], read_only=True)
tables = [row[0] for row in connection.execute("select table_name from duckdb_tables() order by 1").fetchall()]
print(json.dumps({
    "version": duckdb.__version__,
    "rows": {name: connection.execute(f"select count(*) from mart.{name}").fetchone()[0] for name in tables},
    "releases": [row[0] for row in connection.execute("select release_id from mart.meta_release").fetchall()],
    "sum": str(connection.execute("select sum(composite_score) from mart.fct_unit_result").fetchone()[0]),
    "without_key": sorted(set(tables) - {row[0] for row in connection.execute(
        "select table_name from duckdb_constraints() where constraint_type = 'PRIMARY KEY'").fetchall()}),
    "without_comment": [list(row) for row in connection.execute(
        "select table_name, column_name from duckdb_columns() where not internal and coalesce(comment, '') = ''"
        " and database_name = current_database()").fetchall()],
}))
"""


@pytest.fixture(scope="module")
def seen(published_sample: Workspace) -> dict[str, Any]:
    """What a client of DuckDB 1.2 sees through `current`."""
    assert OLD_PYTHON.exists(), "run `make .venv-duckdb12/.installed`: this test needs the old client"
    mart = published_sample.current("annual", Period(2020)) / "mart.duckdb"
    client = subprocess.run(
        [str(OLD_PYTHON), "-c", CLIENT, str(mart)], capture_output=True, text=True, check=False
    )
    assert client.returncode == 0, client.stderr
    document: dict[str, Any] = json.loads(client.stdout)
    return document


def test_the_client_is_as_old_as_promised(seen: dict[str, Any]) -> None:
    assert seen["version"].startswith("1.2.")


def test_it_reads_every_table_whole(seen: dict[str, Any], release_2020: Path) -> None:
    manifest = read_manifest(release_2020)
    assert seen["rows"] == {name: table["rows"] for name, table in manifest["tables"].items()}
    assert seen["releases"] == [manifest["release_id"]]


def test_it_reads_the_same_decimals(seen: dict[str, Any], release_2020: Path) -> None:
    path = release_2020 / "parquet" / "fct_unit_result.parquet"
    with duckdb.connect() as connection:
        total = connection.execute(f"select sum(composite_score) from '{path}'").fetchone()
    assert total is not None
    assert seen["sum"] == str(total[0])


def test_every_table_has_its_key_and_every_column_its_comment(seen: dict[str, Any]) -> None:
    assert seen["without_key"] == []
    assert seen["without_comment"] == []
