"""Finds keys that stand in a table more than once, over its landed form: any number of rows in bounded memory."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import duckdb

from orchestration.intake.findings import MOST_LISTED, Finding
from orchestration.intake.staged import KEY_SEPARATOR, NOT_SHOWN, StagedTable

MEMORY_LIMIT = "512MB"


def duplicate_keys(tables: Sequence[StagedTable]) -> Iterator[tuple[list[Finding], int]]:
    """Yield, for each table, the findings about rows whose key stands in an earlier row: the listed ones, and how many."""
    keyed = [(staged, [column.name for column in staged.table.key]) for staged in tables if staged.rows]
    config: dict[str, Any] = {"memory_limit": MEMORY_LIMIT}
    if keyed:
        config["temp_directory"] = str(keyed[0][0].path.parent)
    with duckdb.connect(config=config) as connection:
        for staged, names in keyed:
            # Equal keys have equal hashes; only when some are equal is it worth while to group the keys themselves.
            if names and _has_twins(connection, staged, names):
                yield _repeated(connection, staged, names)


def _has_twins(connection: duckdb.DuckDBPyConnection, staged: StagedTable, names: list[str]) -> bool:
    columns = ", ".join(f'"{name}"' for name in names)
    query = f"select hash({columns}) as key_hash from read_parquet(?)"
    hashes: Any = connection.execute(query, [str(staged.path)]).fetchnumpy()["key_hash"]
    _sort(hashes)
    return bool((hashes[1:] == hashes[:-1]).any())


def _sort(hashes: Any) -> None:
    """Sort in place, the smaller half and the greater at the same time."""
    middle = len(hashes) // 2
    if middle:
        hashes.partition(middle)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda half: half.sort(), (hashes[:middle], hashes[middle:])))


def _repeated(
    connection: duckdb.DuckDBPyConnection, staged: StagedTable, names: list[str]
) -> tuple[list[Finding], int]:
    columns = ", ".join(f'"{name}"' for name in names)
    groups = f"""
        create or replace temp table groups as
        select {columns}, min(_row) as first_row, count(*) as row_count
        from read_parquet(?)
        where {" and ".join(f'"{column.name}" is not null' for column in staged.table.key if column.required)}
        group by {columns}
        having count(*) > 1
    """
    connection.execute(groups, [str(staged.path)])
    total = connection.execute("select coalesce(sum(row_count - 1), 0) from groups").fetchall()[0][0]
    same = " and ".join(f'rows."{name}" is not distinct from groups."{name}"' for name in names)
    listed = f"""
        select _row, first_row, {", ".join(f'rows."{name}"' for name in names)}
        from read_parquet(?) as rows join groups on {same}
        where _row > first_row
        order by _row
        limit {MOST_LISTED}
    """
    lines = connection.execute(listed, [str(staged.path)]).fetchall()
    return [_finding(staged, row, first, key) for row, first, *key in lines], int(total)


def _finding(staged: StagedTable, row: int, first: int, key: list[str | None]) -> Finding:
    is_shown = not any(column.classification for column in staged.table.key)
    shown = KEY_SEPARATOR.join(filter(None, key)) if is_shown else NOT_SHOWN
    name = staged.table.key[0].name
    return staged.finding(
        "K01_DUPLICATE_KEY", name, row, key=shown if is_shown else None, value=shown, allowed=first
    )
