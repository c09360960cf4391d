"""Builds the city once per session with every layer, and lets a test poison its tables and take that back."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from orchestration.contracts import load_contracts
from orchestration.evaluation.uncertainty import write_uncertainty
from orchestration.foundation.workspace import REPOSITORY
from orchestration.transform.runner import DATABASE_NAME, NodeResult, run_dbt
from tests.integration.dbt_marts.mart_city import mart_city, write_inputs
from tests.integration.dbt_marts.poison import VIEWS

MARTS = (
    "path:models/marts",
    *(
        f"path:models/intermediate/{name}"
        for name in (
            "scoring",
            "grading",
            "comment",
            "rectification",
            "objection",
            "uncertainty",
            "influence",
        )
    ),
)


@dataclass(frozen=True)
class City:
    """A build folder after all models ran, and the data tests of part B by name."""

    folder: Path
    tests: dict[str, NodeResult]


class Sandbox:
    """A writable copy of the city's database in which every change is taken back."""

    def __init__(self, city: City, folder: Path) -> None:
        shutil.copy(city.folder / DATABASE_NAME, folder / DATABASE_NAME)
        self.tests = city.tests
        self.connection = duckdb.connect(str(folder / DATABASE_NAME))
        for view in VIEWS:
            self.connection.execute(f"create temp table frozen as select * from {view}")
            self.connection.execute(f"drop view {view}; create table {view} as select * from frozen")
            self.connection.execute("drop table frozen")

    def rows_failing(self, test: str, poison: str) -> int:
        """Return how many rows a data test finds after some statements."""
        self.connection.execute("begin")
        try:
            self.connection.execute(poison)
            return len(self.connection.execute(self.tests[test].compiled_code or "").fetchall())
        finally:
            self.connection.execute("rollback")


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    """The city with all models built and all data tests of scoring, grading and marts run."""
    folder = tmp_path_factory.mktemp("mart_city")
    write_inputs(mart_city(load_contracts(REPOSITORY / "raw")), folder / "inputs")
    models = run_dbt(folder, ["run"])
    assert models.ok, [(node.name, node.message) for node in models.failed] or models.error
    assert write_uncertainty(folder / DATABASE_NAME, folder / "inputs") > 0
    drawn = run_dbt(
        folder,
        ["run", "--select", "fct_rank_uncertainty", "fct_rank_uncertainty_source", "rpt_change_review"],
    )
    assert drawn.ok, drawn.error
    tests = run_dbt(
        folder, ["test", "--select", *MARTS, "test_type:singular", "--exclude-resource-type", "unit_test"]
    )
    assert tests.error is None
    return City(folder, {node.name: node for node in tests.results if node.resource_type == "test"})


@pytest.fixture(scope="session")
def sandbox(city: City, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One copy for all poisons."""
    copy = Sandbox(city, tmp_path_factory.mktemp("sandbox"))
    yield copy
    copy.connection.close()


@pytest.fixture(scope="session")
def db(city: City) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the sound city's candidate."""
    with duckdb.connect(str(city.folder / DATABASE_NAME), read_only=True) as connection:
        yield connection
