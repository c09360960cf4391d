"""A PostgreSQL server for the session, an empty database for each test, and two published releases of a year."""

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from orchestration.foundation.workspace import Workspace
from orchestration.gate import judge
from orchestration.publication import Release, publish
from tests.unit.publication.candidates import NOW, dbt_run, make_candidate
from tests.unit.publication.mart_tables import mart_tables
from tests.unit.publication.serving.server import postgres


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a running server's database `postgres`."""
    with postgres() as url:
        yield url


@pytest.fixture
def database(server: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database of the test's own; roles are the server's and swept too."""
    name = f"t{abs(hash(request.node.nodeid))}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name}")
        yield server.removesuffix("postgres") + name
        connection.execute(f"drop database {name} with (force)")
        for (role,) in connection.execute(
            "select rolname from pg_roles where rolname ~ '^(jixiao|weak)'"
        ).fetchall():
            connection.execute(f"drop role {role}")


@pytest.fixture
def first(workspace: Workspace, build: Path) -> Release:
    """The first release of 2020."""
    return publish(workspace, build, now=NOW)


@pytest.fixture
def second(workspace: Workspace, first: Release, later_build: Path) -> Release:
    """The release of 2020 after it: one composite differs."""
    return publish(workspace, later_build, now=NOW)


@pytest.fixture
def of_2019(workspace: Workspace, tmp_path: Path) -> Release:
    """A release of 2019 in which a unit had another name, code, level and group, and a table lacked a column."""
    regrouped = "".join(
        f" update marts.{table} set group_code = 'OLD' where group_code = 'county';"
        for table, (_, columns) in mart_tables().items()
        if "group_code" in columns
    )
    build = make_candidate(
        tmp_path / "annual-2019-000000000009.nine",
        period="2019",
        build_id="annual-2019-000000000009",
        edit="update marts.dim_unit set unit_name_zh = '旧县（演示）', unit_code = '350199', unit_level = 'county_city' where unit_code = '350101';"
        " update marts.fct_public_appraisal set unit_code = '350199' where unit_code = '350101';"
        " update marts.fct_unit_result set unit_code = '350199', composite_score = 71.5 where unit_code = '350101';"
        " update marts.dim_unit set group_name_zh = '旧组' where group_code = 'county';"
        f"{regrouped} alter table marts.fct_monitoring drop column forecast_error_count",
    )
    contract = build / "dbt" / "manifest.json"
    manifest = json.loads(contract.read_text(encoding="utf-8"))
    del manifest["nodes"]["model.jixiao.fct_monitoring"]["columns"]["forecast_error_count"]
    contract.write_text(json.dumps(manifest), encoding="utf-8")
    verdict = judge(build, run_tests=lambda _: dbt_run(), now=NOW)
    assert verdict.passed, verdict.failed
    return publish(workspace, build, now=NOW)
