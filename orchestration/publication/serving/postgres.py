"""Exports a published release to PostgreSQL: loads it once into a schema of its own, has readers see it, sweeps old ones.

The catalogue `jixiao.release` says which releases are there and which is current; the same release again changes nothing.
"""

import datetime as dt
from dataclasses import dataclass

from psycopg import sql

from orchestration.foundation.errors import Refused
from orchestration.publication.release import Release
from orchestration.publication.serving.loading import load
from orchestration.publication.serving.switching import CATALOGUE, SCHEMA, switch
from orchestration.publication.serving.target import Connection, Target, connected

CATALOGUE_DDL = f"""
    create table if not exists {SCHEMA}.{CATALOGUE} (
        release_id text primary key, release_year integer not null, release_type text not null,
        content_hash text not null, schema_name text not null unique, row_count bigint not null,
        published_at text not null, exported_at timestamptz not null, is_current boolean not null
    )
"""


@dataclass(frozen=True)
class Exported:
    """What an export did.

    Attributes:
        schema: The release's own schema.
        rows: Rows that were copied; 0 when the release was there already.
        is_switched: Whether readers now see another release than before.
        swept: Schemas of earlier releases that were dropped.
    """

    schema: str
    rows: int
    is_switched: bool
    swept: tuple[str, ...]


def _prepare(connection: Connection, reader: str) -> None:
    role = connection.execute("select 1 from pg_roles where rolname = %s", [reader]).fetchone()
    with connection.transaction():
        if role is None:
            connection.execute(sql.SQL("create role {} nologin").format(sql.Identifier(reader)))
        there = connection.execute("select to_regclass(%s)", [f"{SCHEMA}.{CATALOGUE}"]).fetchone()
        if there is None or there[0] is None:
            connection.execute(f"create schema if not exists {SCHEMA}")
            connection.execute(CATALOGUE_DDL)
            connection.execute(
                f"comment on table {SCHEMA}.{CATALOGUE} is '发布目录：哪些发布已导出，各年度现行的是哪一个。'"
            )


def _load(connection: Connection, release: Release, year: int, now: dt.datetime) -> tuple[str, int]:
    """Load a release unless it is there; return its schema and how many rows were copied."""
    schema = release.release_id.replace("-", "_")
    found = connection.execute(
        f"select content_hash from {SCHEMA}.{CATALOGUE} where release_id = %s", [release.release_id]
    ).fetchone()
    if found is not None:
        if found[0] != release.content_hash:
            raise Refused(
                f"The database holds {release.release_id} with another content hash; one of the two was touched. Run `jixiao verify`.",
                f"数据库中的 {release.release_id} 与发布文件夹内容不同，其中之一被改动。请运行 jixiao verify。",
            )
        return schema, 0
    with connection.transaction():
        rows = load(connection, schema, release.folder / "mart.duckdb")
        connection.execute(
            f"insert into {SCHEMA}.{CATALOGUE} values (%s, %s, %s, %s, %s, %s, %s, %s, false)",
            [
                release.release_id,
                year,
                release.release_type,
                release.content_hash,
                schema,
                rows,
                release.manifest["published_at"],
                now,
            ],
        )
    return schema, rows


def _sweep(connection: Connection, year: int, kept: int) -> tuple[str, ...]:
    """Drop the schemas of the year's releases that were exported first, all but the newest ones and the current one."""
    rows = connection.execute(
        f"select schema_name from {SCHEMA}.{CATALOGUE} where release_year = %s order by is_current desc, exported_at desc",
        [year],
    )
    old = tuple(row[0] for row in rows.fetchall()[kept:])
    for schema in old:
        with connection.transaction():
            connection.execute(f"delete from {SCHEMA}.{CATALOGUE} where schema_name = %s", [schema])
            connection.execute(sql.SQL("drop schema {} cascade").format(sql.Identifier(schema)))
    return old


def export_release(release: Release, target: Target, *, year: int, now: dt.datetime) -> Exported:
    """Have a PostgreSQL database serve a published release.

    Args:
        release: What to serve; its files are hashed again first.
        target: The database.
        year: The release's year.
        now: Time of the export.

    Returns:
        What was done.

    Raises:
        Refused: The release's files are not those that were published.
        UserError: The database can't be reached or lacks a right, or its readers hold the views.
    """
    damaged = release.damaged_files()
    if damaged:
        raise Refused(
            f"{release.folder} was touched after it was published ({', '.join(damaged)}); it is not exported. Run `jixiao verify`.",
            f"{release.folder} 发布后被改动（{'、'.join(damaged)}），不予导出。请运行 jixiao verify。",
        )
    with connected(target) as connection:
        _prepare(connection, target.reader)
        schema, rows = _load(connection, release, year, now)
        current = connection.execute(
            f"select schema_name from {SCHEMA}.{CATALOGUE} where release_year = %s and is_current", [year]
        ).fetchone()
        is_switched = current is None or current[0] != schema
        if is_switched:
            switch(connection, target, year, schema)
        return Exported(schema, rows, is_switched, _sweep(connection, year, target.kept))
