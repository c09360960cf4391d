"""Writes `mart.duckdb` from the released Parquet files: keys, not-null constraints and comments as dbt's contracts state them.

The tables stand in the schema `main`: opened as `mart.duckdb` they are `mart.<table>`. (A schema called `mart` in a catalogue
called `mart` makes `mart.<table>` ambiguous to DuckDB.)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from expectations.index import mart_tables

# Old enough for the clients that BI tools bundle; later DuckDB versions read it too.
STORAGE_VERSION = "v1.2.0"
Node = Mapping[str, Any]


@dataclass(frozen=True)
class TableContract:
    """What dbt's contract says of a mart table."""

    name: str
    comment: str
    key: tuple[str, ...]
    required: frozenset[str]
    column_comments: Mapping[str, str]


def label(node: Node) -> str:
    """Return the Chinese label of a table or column from its node in the manifest."""
    meta = {**(node.get("meta") or {}), **((node.get("config") or {}).get("meta") or {})}
    return str(meta.get("label_zh") or "")


def _comment(node: Node) -> str:
    """Return the Chinese label and the description as one text."""
    return "：".join(filter(None, (label(node), (node.get("description") or "").strip())))


def _constraints(node: Node, kind: str) -> list[Node]:
    return [constraint for constraint in node.get("constraints") or () if constraint["type"] == kind]


def table_contract(name: str, model: Node) -> TableContract:
    """Read a mart model's contract from its node in dbt's manifest.

    Raises:
        ValueError: The model has no primary key; every mart model must have one.
    """
    columns: Mapping[str, Node] = model["columns"]
    keys = [tuple(constraint["columns"]) for constraint in _constraints(model, "primary_key")]
    keys += [(column,) for column, node in columns.items() if _constraints(node, "primary_key")]
    if len(keys) != 1:
        raise ValueError(f"{name} must have exactly one primary key in its dbt contract, not {keys}")
    required = {column for column, node in columns.items() if _constraints(node, "not_null")}
    required.update(
        column for constraint in _constraints(model, "not_null") for column in constraint["columns"]
    )
    return TableContract(
        name=name,
        comment=_comment(model),
        key=keys[0],
        required=frozenset(required),
        column_comments={column: _comment(node) for column, node in columns.items()},
    )


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _ddl(contract: TableContract, columns: list[tuple[str, str]]) -> str:
    lines = [f'"{name}" {kind}{" not null" if name in contract.required else ""}' for name, kind in columns]
    key = ", ".join(f'"{column}"' for column in contract.key)
    return f'create table out."{contract.name}" ({", ".join(lines)}, primary key ({key}))'


def _write_table(connection: duckdb.DuckDBPyConnection, contract: TableContract, source: Path) -> None:
    rows = f"read_parquet({_text(str(source))})"
    described = connection.execute(f"describe select * from {rows}").fetchall()
    connection.execute(_ddl(contract, [(column[0], column[1]) for column in described]))
    key = ", ".join(f'"{column}"' for column in contract.key)
    connection.execute(f'insert into out."{contract.name}" select * from {rows} order by {key}')
    connection.execute(f'comment on table out."{contract.name}" is {_text(contract.comment)}')
    for column, _ in [(column[0], column[1]) for column in described]:
        comment = contract.column_comments.get(column, "")
        connection.execute(f'comment on column out."{contract.name}"."{column}" is {_text(comment)}')


def write_database(path: Path, parquet: Path, dbt_manifest: Mapping[str, Any], kind: str) -> None:
    """Write the mart as one DuckDB file that clients from version 1.2 on can open.

    Args:
        path: The file to write; it must not exist.
        parquet: Folder with one Parquet file per mart table.
        dbt_manifest: dbt's manifest of the build.
        kind: annual or monitoring: which mart tables there are.
    """
    with duckdb.connect() as connection:
        connection.execute(f"attach {_text(str(path))} as out (storage_version '{STORAGE_VERSION}')")
        for name, model in mart_tables(dbt_manifest, kind).items():
            _write_table(connection, table_contract(name, model), parquet / f"{name}.parquet")
        connection.execute("checkpoint out")
        connection.execute("detach out")
