"""Brings one release into a PostgreSQL schema of its own: tables with exact types, keys and comments, filled by COPY.

A schema is complete or not there. Which release readers see is decided in `switching`.
"""

import re
from pathlib import Path

import duckdb
from psycopg import sql

from orchestration.publication.serving.described import Column, Table, describe
from orchestration.publication.serving.target import Connection

DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")
TYPES = {
    "VARCHAR": "text",
    "INTEGER": "integer",
    "BIGINT": "bigint",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
    "DOUBLE": "double precision",
}
BATCH = 10_000


def postgres_type(duckdb_type: str) -> str:
    """Return PostgreSQL's name of a type of the mart.

    Raises:
        ValueError: A mart column has a type that no served table has had yet.
    """
    decimal = DECIMAL.fullmatch(duckdb_type)
    if decimal:
        return f"numeric({decimal[1]},{decimal[2]})"
    if duckdb_type not in TYPES:
        raise ValueError(f"PostgreSQL has no agreed type for {duckdb_type}: {sorted(TYPES)} and DECIMAL(p,s)")
    return TYPES[duckdb_type]


def _column(column: Column) -> sql.Composable:
    return sql.SQL("{} {}{}").format(
        sql.Identifier(column.name),
        sql.SQL(postgres_type(column.type)),
        sql.SQL("" if column.is_nullable else " not null"),
    )


def _create(connection: Connection, schema: str, table: Table) -> None:
    place = sql.Identifier(schema, table.name)
    connection.execute(
        sql.SQL("create table {} ({}, primary key ({}))").format(
            place,
            sql.SQL(", ").join(map(_column, table.columns)),
            sql.SQL(", ").join(map(sql.Identifier, table.key)),
        )
    )
    connection.execute(sql.SQL("comment on table {} is {}").format(place, sql.Literal(table.comment)))
    for column in table.columns:
        connection.execute(
            sql.SQL("comment on column {} is {}").format(
                sql.Identifier(schema, table.name, column.name), sql.Literal(column.comment)
            )
        )


def _fill(connection: Connection, schema: str, table: Table, mart: duckdb.DuckDBPyConnection) -> int:
    columns = sql.SQL(", ").join(map(sql.Identifier, table.names()))
    statement = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(schema, table.name), columns)
    rows = mart.execute(f'select * from "{table.name}"')
    count = 0
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        while batch := rows.fetchmany(BATCH):
            for row in batch:
                copy.write_row(row)
            count += len(batch)
    return count


def load(connection: Connection, schema: str, mart: Path) -> int:
    """Create a schema and fill it with a released mart, inside the caller's transaction.

    Args:
        connection: Where to.
        schema: Name of the schema; it must not exist.
        mart: The release's `mart.duckdb`.

    Returns:
        How many rows were copied.
    """
    connection.execute(sql.SQL("create schema {}").format(sql.Identifier(schema)))
    rows = 0
    with duckdb.connect(str(mart), read_only=True) as source:
        for table in describe(mart):
            _create(connection, schema, table)
            rows += _fill(connection, schema, table, source)
            connection.execute(sql.SQL("analyze {}").format(sql.Identifier(schema, table.name)))
    return rows
