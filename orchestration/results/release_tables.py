"""Reads the Parquet files of one release as tables, read-only. What is asked of them is decided elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

Row = dict[str, Any]


class ReleaseTables:
    """The tables of one release, open for questions."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def has(self, table: str) -> bool:
        """Whether the release has a table; older ones lack what came later."""
        return bool(self.rows("from duckdb_views() where view_name = $name", name=table))

    def rows(self, query: str, **parameters: Any) -> list[Row]:
        """Return the rows that a query gives; `$name` stands for a parameter."""
        cursor = self._connection.execute(query, parameters or None)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@contextmanager
def open_release(folder: Path) -> Iterator[ReleaseTables]:
    """Open a release's folder; each Parquet file is a table with its name."""
    with duckdb.connect() as connection:
        for path in sorted((folder / "parquet").glob("*.parquet")):
            location = str(path).replace("'", "''")
            connection.execute(f"create view {path.stem} as select * from read_parquet('{location}')")
        yield ReleaseTables(connection)
