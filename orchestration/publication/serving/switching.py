"""Which release readers of the PostgreSQL database see: a year's views and the views over all years, switched in one transaction.

The switch takes every view at once or gives up at once and tries again, so that it never waits in a circle with a reader:
a reader's transaction sees one release from its first view on, and never an error.
"""

import random
import time

from psycopg import errors, sql

from orchestration.foundation.errors import UserError
from orchestration.publication.serving.target import Connection, Target
from orchestration.publication.serving.united import COMMENTS, UNITS, View, united_views

# Below PostgreSQL's deadlock_timeout of a second: the switch gives way before a reader is told of a deadlock.
LOCK_MILLISECONDS = 200
CATALOGUE = "release"
SCHEMA = "jixiao"
COLUMNS = """
    select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), coalesce(col_description(c.oid, a.attnum), ''),
        coalesce(obj_description(c.oid, 'pg_class'), '')
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname = %s and c.relkind = 'r'
    order by c.relname, a.attnum
"""
VIEWS = """
    select n.nspname, c.relname from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    where n.nspname = any(%s) and c.relkind = 'v' order by 1, 2
"""


def year_schema(year: int) -> str:
    """Return the schema in which the views of a year's current release stand."""
    return f"{SCHEMA}_{year}"


def _tables(connection: Connection, schema: str) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Return a schema's tables with their columns' types, and all comments by `table` and `table.column`."""
    tables: dict[str, dict[str, str]] = {}
    comments: dict[str, str] = {}
    for table, column, kind, comment, about in connection.execute(COLUMNS, [schema]).fetchall():
        tables.setdefault(table, {})[column] = kind
        comments[table], comments[f"{table}.{column}"] = about, comment
    return tables, comments


def _lock(connection: Connection, schemas: list[str]) -> None:
    views = [sql.Identifier(*row) for row in connection.execute(VIEWS, [schemas]).fetchall()]
    connection.execute(sql.SQL("set local lock_timeout = {}").format(sql.Literal(LOCK_MILLISECONDS)))
    if views:
        connection.execute(
            sql.SQL("lock table {} in access exclusive mode").format(sql.SQL(", ").join(views))
        )


def _replace(connection: Connection, schema: str, view: View, comments: dict[str, str]) -> None:
    """Create a view or change what it reads; it is made anew only where its columns no longer fit the old ones."""
    place = sql.Identifier(schema, view.name)
    query = sql.SQL(view.query)
    try:
        with connection.transaction():
            connection.execute(sql.SQL("create or replace view {} as {}").format(place, query))
    except errors.InvalidTableDefinition:
        connection.execute(sql.SQL("drop view {} cascade").format(place))
        connection.execute(sql.SQL("create view {} as {}").format(place, query))
    about = comments.get(view.name, "")
    connection.execute(sql.SQL("comment on view {} is {}").format(place, sql.Literal(about)))
    described = connection.execute(
        "select column_name from information_schema.columns where table_schema = %s and table_name = %s",
        [schema, view.name],
    )
    for (column,) in described.fetchall():
        text = comments.get(f"{view.name}.{column}") or comments.get(f"{UNITS}.{column}") or COMMENTS[column]
        connection.execute(
            sql.SQL("comment on column {} is {}").format(
                sql.Identifier(schema, view.name, column), sql.Literal(text)
            )
        )


def _set_views(connection: Connection, schema: str, views: list[View], comments: dict[str, str]) -> None:
    connection.execute(sql.SQL("create schema if not exists {}").format(sql.Identifier(schema)))
    standing = {row[1] for row in connection.execute(VIEWS, [[schema]]).fetchall()}
    # A view over another goes first.
    for name in sorted(standing - {view.name for view in views}, reverse=True):
        connection.execute(sql.SQL("drop view {} cascade").format(sql.Identifier(schema, name)))
    for view in views:
        _replace(connection, schema, view, comments)


def _current(connection: Connection) -> dict[int, str]:
    rows = connection.execute(f"select release_year, schema_name from {SCHEMA}.{CATALOGUE} where is_current")
    return dict(rows.fetchall())


def _switch(connection: Connection, year: int, schema: str, reader: str) -> None:
    _lock(connection, [SCHEMA, year_schema(year)])
    connection.execute(
        f"update {SCHEMA}.{CATALOGUE} set is_current = schema_name = %s where release_year = %s",
        [schema, year],
    )
    current = _current(connection)
    tables, comments = _tables(connection, schema)
    own = [
        View(
            name,
            f'select {", ".join(f"{chr(34)}{column}{chr(34)}" for column in columns)} from "{schema}"."{name}"',
        )
        for name, columns in tables.items()
    ]
    _set_views(connection, year_schema(year), own, comments)
    years = {one: _tables(connection, place)[0] for one, place in current.items()}
    united = united_views(years, lambda one, table: f'"{current[one]}"."{table}"', f"{SCHEMA}.")
    labels = dict(COMMENTS)
    for one in sorted(current):
        labels |= _tables(connection, current[one])[1]
    _set_views(connection, SCHEMA, list(united), labels)
    for place in (SCHEMA, year_schema(year), schema):
        names = {"schema": sql.Identifier(place), "reader": sql.Identifier(reader)}
        connection.execute(sql.SQL("grant usage on schema {schema} to {reader}").format(**names))
        connection.execute(
            sql.SQL("grant select on all tables in schema {schema} to {reader}").format(**names)
        )


def switch(connection: Connection, target: Target, year: int, schema: str) -> None:
    """Have readers see a loaded release of a year.

    Args:
        connection: Where the release is loaded.
        target: Whose reader may read, and how long the switch waits for readers that are in the middle of something.
        year: Its year.
        schema: Its schema.

    Raises:
        UserError: Readers held the views for all that time; nothing was switched.
    """
    end = time.monotonic() + target.wait_seconds
    while True:
        try:
            with connection.transaction():
                _switch(connection, year, schema, target.reader)
        except (errors.LockNotAvailable, errors.DeadlockDetected):
            if time.monotonic() > end:
                raise UserError(
                    f"{target.place}: readers have held the views for {target.wait_seconds:g} s; the release is loaded but was not switched to."
                    " End their transactions (pg_stat_activity) and run the command again.",
                    f"{target.place}：视图被读取方占用超过 {target.wait_seconds:g} 秒；结果已载入但未切换。请结束占用的会话（pg_stat_activity）后重试。",
                ) from None
            # Not in step with a reader that comes back at fixed times; no figure depends on it.
            time.sleep(random.uniform(0.01, 0.1))  # noqa: S311
        else:
            return
