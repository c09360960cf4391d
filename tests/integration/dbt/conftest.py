"""Builds the tiny city once per session, sound and poisoned, and hands out its database and the results of its tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from orchestration.contracts import Contracts, load_contracts
from orchestration.foundation.workspace import REPOSITORY
from orchestration.transform.runner import DATABASE_NAME, NodeResult, run_dbt
from tests.integration.dbt.city import tiny_city
from tests.integration.dbt.inputs import Inputs
from tests.integration.dbt.poison import poison

TOPICS = (
    "build",
    "facts",
    "unit",
    "scheme",
    "alignment",
    "indicator",
    "appraisal",
    "adjustment",
    "monitoring",
)
PART_A = ("path:models/staging", *(f"path:models/intermediate/{topic}" for topic in TOPICS))


@dataclass(frozen=True)
class Built:
    """A build folder after its models ran, and what its data tests said, by name."""

    folder: Path
    tests: dict[str, NodeResult]

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Open the candidate read-only."""
        return duckdb.connect(str(self.folder / DATABASE_NAME), read_only=True)


def build(folder: Path, inputs: Inputs) -> Built:
    """Write the inputs, run part A of the project and its data tests."""
    inputs.write(folder / "inputs")
    models = run_dbt(folder, ["run", "--select", *PART_A])
    assert models.ok, [(node.name, node.message) for node in models.failed] or models.error
    tests = run_dbt(
        folder,
        [
            "test",
            "--select",
            *PART_A,
            "--indirect-selection",
            "cautious",
            "--exclude-resource-type",
            "unit_test",
        ],
    )
    assert tests.error is None
    return Built(folder, {node.name: node for node in tests.results if node.resource_type == "test"})


@pytest.fixture(scope="session")
def contracts() -> Contracts:
    """The contracts of the repository."""
    return load_contracts(REPOSITORY / "raw")


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory, contracts: Contracts) -> Built:
    """The tiny city as it should be."""
    return build(tmp_path_factory.mktemp("city"), tiny_city(contracts))


@pytest.fixture(scope="session")
def poisoned(tmp_path_factory: pytest.TempPathFactory, contracts: Contracts) -> Built:
    """The tiny city with one fault per rule."""
    inputs = tiny_city(contracts)
    poison(inputs)
    return build(tmp_path_factory.mktemp("poisoned"), inputs)


@pytest.fixture
def db(city: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the sound city's candidate."""
    with city.connect() as connection:
        yield connection
