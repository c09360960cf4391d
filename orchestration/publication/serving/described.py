"""What a released mart says of itself: tables, columns, types, keys and comments, read from its `mart.duckdb`.

Whoever serves a release elsewhere takes names and types from here, never from a model of today.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

COLUMNS = """
    select table_name, column_name, data_type, is_nullable, coalesce(comment, '')
    from duckdb_columns() where not internal and database_name = current_database()
    order by table_name, column_index
"""
TABLES = "select table_name, coalesce(comment, '') from duckdb_tables() where not internal order by 1"
KEYS = """
    select table_name, constraint_column_names from duckdb_constraints() where constraint_type = 'PRIMARY KEY'
"""


def _label(comment: str) -> str:
    """Return the label that a comment opens with (see `mart_database`): what stands before the first full-width colon."""
    label, colon, _ = comment.partition("：")
    return label if colon else ""


@dataclass(frozen=True)
class Column:
    """A column as DuckDB knows it.

    Attributes:
        name: Its name.
        type: DuckDB's name of its type, e.g. `DECIMAL(24,6)`.
        is_nullable: Whether it may be empty.
        comment: Chinese label and description.
    """

    name: str
    type: str
    is_nullable: bool
    comment: str

    @property
    def label(self) -> str:
        """Its Chinese label; its name in a release from before it had one."""
        return _label(self.comment) or self.name


@dataclass(frozen=True)
class Table:
    """A table with its columns in order and the columns of its key."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def label(self) -> str:
        """Its Chinese label; its name in a release from before it had one."""
        return _label(self.comment) or self.name

    def names(self) -> tuple[str, ...]:
        """Return the columns' names in order."""
        return tuple(column.name for column in self.columns)


def describe(mart: Path) -> tuple[Table, ...]:
    """Return the tables of a released mart by name.

    Args:
        mart: A `mart.duckdb`.
    """
    with duckdb.connect(str(mart), read_only=True) as connection:
        columns: dict[str, list[Column]] = {}
        for table, *rest in connection.execute(COLUMNS).fetchall():
            columns.setdefault(table, []).append(Column(*rest))
        keys = dict(connection.execute(KEYS).fetchall())
        return tuple(
            Table(name, comment, tuple(columns[name]), tuple(keys[name]))
            for name, comment in connection.execute(TABLES).fetchall()
        )
