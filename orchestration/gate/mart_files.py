"""Reads a candidate's Parquet files: their hashes, their rows, and a connection that sees them as tables.

Everything is judged over these files and not over the database they came from, since they are what gets published.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from orchestration.foundation.hashing import sha256_file


def file_hashes(parquet: Path) -> dict[str, str]:
    """Return the SHA-256 of every Parquet file of a folder, by table name."""
    return {path.stem: sha256_file(path) for path in sorted(parquet.glob("*.parquet"))}


@contextmanager
def mart_connection(parquet: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection in memory in which every readable Parquet file is a view with its table's name."""
    with duckdb.connect() as connection:
        for path in sorted(parquet.glob("*.parquet")):
            location = str(path).replace("'", "''")
            # A damaged file has no view; whoever asks for it fails by its name, and its hash is wrong besides.
            with suppress(duckdb.Error):
                connection.execute(f"create view {path.stem} as select * from read_parquet('{location}')")
        yield connection
