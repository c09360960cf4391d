"""A release in PostgreSQL: exact to the last decimal, described, readable by readers only, one after the other, over the years."""

import datetime as dt
from pathlib import Path

import duckdb
import psycopg
import pytest

from orchestration.foundation.errors import Refused, UserError
from orchestration.publication import Release
from orchestration.publication.serving import Exported, export_release, loading, target_of
from orchestration.publication.serving.described import describe
from orchestration.publication.serving.loading import postgres_type
from orchestration.publication.serving.target import LOCK

NOW = dt.datetime.fromisoformat("2021-03-01T10:00:00+08:00")
SCHEMA = "annual_2020_000000000001"


def _export(release: Release, url: str, *, year: int = 2020, kept: int = 3) -> Exported:
    return export_release(release, target_of(url, kept=kept), year=year, now=NOW)


def _rows(url: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchall()


def _mart(release: Release) -> Path:
    return release.folder / "mart.duckdb"


def test_every_table_holds_the_same_rows(first: Release, database: str) -> None:
    done = _export(first, database)
    tables = describe(_mart(first))
    total = 0
    with duckdb.connect(str(_mart(first)), read_only=True) as mart:
        for table in tables:
            query = f"select * from {{}}{table.name} order by {', '.join(table.key)} "
            expected = mart.execute(query.format("")).fetchall()
            served = _rows(database, query.format("jixiao_2020."))
            assert sorted(map(repr, served)) == sorted(map(repr, expected)), table.name
            total += len(expected)
    assert done == Exported(SCHEMA, total, is_switched=True, swept=())
    assert total > 0


def test_types_keys_and_comments_are_the_marts(first: Release, database: str) -> None:
    _export(first, database)
    columns = (
        "select a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, col_description(c.oid, a.attnum),"
        " obj_description(c.oid, 'pg_class') from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0"
        " where c.oid = '{}.{}'::regclass order by a.attnum"
    )
    keys = "select array_agg(a.attname::text order by a.attnum) from pg_index as i join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = any(i.indkey) where i.indisprimary and i.indrelid = '{}.{}'::regclass"
    for table in describe(_mart(first)):
        expected = [
            (c.name, postgres_type(c.type), not c.is_nullable, c.comment, table.comment)
            for c in table.columns
        ]
        assert _rows(database, columns.format(SCHEMA, table.name)) == expected
        # A view knows no not-null; all else is the same.
        assert [
            (*row[:2], *row[3:]) for row in _rows(database, columns.format("jixiao_2020", table.name))
        ] == [(*row[:2], *row[3:]) for row in expected]
        assert [set(row[0]) for row in _rows(database, keys.format(SCHEMA, table.name))] == [set(table.key)]  # type: ignore[call-overload]
    assert postgres_type("DECIMAL(24,12)") == "numeric(24,12)"


def test_a_type_that_nobody_agreed_on_is_our_fault() -> None:
    with pytest.raises(ValueError, match="HUGEINT"):
        postgres_type("HUGEINT")


def test_the_same_release_again_changes_nothing(first: Release, database: str) -> None:
    _export(first, database)
    seen = "select oid::bigint, xmin::text from pg_class where relnamespace::regnamespace::text like '%20%' order by 1"
    before = _rows(database, seen)
    assert _export(first, database) == Exported(SCHEMA, 0, is_switched=False, swept=())
    assert _rows(database, seen) == before


def test_a_later_release_is_switched_to_and_an_earlier_one_back_again(
    first: Release, second: Release, database: str
) -> None:
    _export(first, database)
    _export(second, database)
    current = "select distinct release_id from {}.fct_unit_result"
    for schema in ("jixiao_2020", "jixiao"):
        assert _rows(database, current.format(schema)) == [(second.release_id,)]
    assert _export(first, database).is_switched
    assert _rows(database, current.format("jixiao_2020")) == [(first.release_id,)]
    assert _rows(database, "select release_id from jixiao.release where is_current") == [(first.release_id,)]


def test_as_many_releases_are_kept_as_is_said(first: Release, second: Release, database: str) -> None:
    _export(first, database)
    assert _export(second, database, kept=1).swept == (SCHEMA,)
    assert _rows(database, "select schema_name from jixiao.release") == [("annual_2020_000000000002",)]
    assert _rows(database, f"select to_regnamespace('{SCHEMA}')") == [(None,)]


def test_readers_read_and_do_nothing_else(first: Release, database: str) -> None:
    _export(first, database)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("set role jixiao_reader")
        for name in (
            "jixiao.fct_unit_result",
            "jixiao_2020.dim_unit",
            f"{SCHEMA}.meta_release",
            "jixiao.release",
        ):
            assert connection.execute(f"select count(*) from {name}").fetchone() is not None
        for statement in (
            "update jixiao_2020.fct_unit_result set composite_score = 100",
            f"delete from {SCHEMA}.fct_unit_result",
            f"truncate {SCHEMA}.fct_unit_result",
            "drop view jixiao_2020.fct_unit_result",
            "create table jixiao.own (a int)",
            "update jixiao.release set is_current = true",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


def test_units_are_followed_over_the_years_by_their_id(
    first: Release, of_2019: Release, database: str
) -> None:
    _export(first, database)
    _export(of_2019, database, year=2019)
    scores = "select release_year, unit_code from jixiao.fct_unit_result where unit_id = (select unit_id from jixiao_2020.dim_unit where unit_code = '350101') order by 1"
    assert _rows(database, scores) == [(2019, "350199"), (2020, "350101")]
    latest = "select unit_code, first_year, last_year, is_renamed from jixiao.dim_unit_latest where unit_code in ('350101', '350199')"
    assert _rows(database, latest) == [("350101", 2019, 2020, True)]


def test_a_table_that_gained_a_column_is_united_by_name(
    first: Release, of_2019: Release, database: str
) -> None:
    _export(of_2019, database, year=2019)
    _export(first, database)
    kind = "select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'jixiao.fct_monitoring'::regclass and attname = 'forecast_error_count'"
    assert _rows(database, kind) == [("integer",)]
    years = "select release_year, count(forecast_error_count), count(*) > 0 from jixiao.fct_monitoring group by 1 order by 1"
    counted = _rows(database, years)
    assert [(row[0], row[2]) for row in counted] == [(2019, True), (2020, True)]
    assert counted[0][1] == 0


def test_a_release_that_was_touched_is_not_exported(first: Release, database: str) -> None:
    path = first.folder / "parquet" / "dim_unit.parquet"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(Refused, match="was touched"):
        _export(first, database)
    assert _rows(database, "select to_regnamespace('jixiao')") == [(None,)]


def test_an_export_that_breaks_leaves_what_was_served(
    first: Release, second: Release, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _export(first, database)
    filled = loading._fill

    def breaks(*given: object) -> int:
        if given[2].name == "fct_unit_result":  # type: ignore[attr-defined]
            raise KeyboardInterrupt
        return filled(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(loading, "_fill", breaks)
        with pytest.raises(KeyboardInterrupt):
            _export(second, database)
    assert _rows(database, "select schema_name, is_current from jixiao.release") == [(SCHEMA, True)]
    assert _rows(database, "select to_regnamespace('annual_2020_000000000002')") == [(None,)]
    assert _export(second, database).is_switched


def test_two_exports_at_once_do_not_meet(first: Release, database: str) -> None:
    with psycopg.connect(database) as other:
        other.execute("select pg_advisory_lock(%s)", [LOCK])
        with pytest.raises(UserError, match="another export"):
            _export(first, database)


def test_readers_that_never_end_are_named(first: Release, second: Release, database: str) -> None:
    _export(first, database)
    with psycopg.connect(database) as reader:
        reader.execute("select count(*) from jixiao_2020.dim_unit")
        target = target_of(database)
        quick = type(target)(database, target.reader, target.kept, wait_seconds=0.5)
        with pytest.raises(UserError, match="readers have held the views"):
            export_release(second, quick, year=2020, now=NOW)
        assert reader.execute("select distinct release_id from jixiao_2020.dim_unit").fetchall() == [
            (first.release_id,)
        ]
    assert export_release(second, quick, year=2020, now=NOW).rows == 0
    assert _rows(database, "select distinct release_id from jixiao_2020.dim_unit") == [(second.release_id,)]
