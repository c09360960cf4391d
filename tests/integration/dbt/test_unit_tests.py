"""dbt's own unit tests, of every model of the project, over a build into which nothing was delivered: they bring their own rows."""

from pathlib import Path

import pytest

from orchestration.contracts import Contracts
from orchestration.transform.runner import DbtRun, run_dbt
from tests.integration.dbt.inputs import Inputs


@pytest.fixture(scope="session")
def unit_tests(tmp_path_factory: pytest.TempPathFactory, contracts: Contracts) -> DbtRun:
    """The results of all unit tests."""
    folder: Path = tmp_path_factory.mktemp("empty")
    Inputs(contracts, "2020").write(folder / "inputs")
    models = run_dbt(folder, ["run"])
    assert models.ok, [(node.name, node.message) for node in models.failed]
    return run_dbt(folder, ["test", "--select", "test_type:unit"])


def test_every_unit_test_passes(unit_tests: DbtRun) -> None:
    assert unit_tests.error is None
    found = [node for node in unit_tests.results if node.resource_type == "unit_test"]
    assert len(found) > 25
    assert [f"{node.name}: {node.message}" for node in found if not node.ok] == []
