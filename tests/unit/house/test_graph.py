"""The Dagster graph: it loads without the world, and says what people look for."""

import subprocess
import sys

import dagster as dg
import pytest

from orchestration.contracts import load_contracts
from orchestration.defs.build import build_defs
from orchestration.defs.partitions import key_of, period_of
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY

HERMETIC = """
import builtins, os, socket, sys
root = {root!r}
allowed = (root, sys.prefix, sys.base_prefix, '/usr', '/proc', '/etc', '/dev', '/sys', '/lib', '/opt')
def refuse(*args, **kwargs):
    raise AssertionError('network')
socket.socket.connect = refuse
def audit(event, args):
    if event == 'open' and isinstance(args[0], str) and os.path.isabs(args[0]) and not args[0].startswith(allowed):
        print('OUTSIDE', args[0])
sys.addaudithook(audit)
import orchestration.definitions
print('GX' if 'great_expectations' in sys.modules else 'no GX')
"""


@pytest.fixture(scope="module")
def definitions() -> dg.Definitions:
    return build_defs()


def test_importing_the_definitions_needs_neither_environment_nor_network_nor_files_outside() -> None:
    answer = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", HERMETIC.format(root=str(REPOSITORY))],
        cwd=REPOSITORY,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split() == ["no", "GX"]


def test_each_contract_has_its_intake_asset_with_owner_group_and_description(
    definitions: dg.Definitions,
) -> None:
    contracts = load_contracts(REPOSITORY / "raw")
    assert len(contracts) == 18
    for contract in contracts:
        spec = definitions.resolve_asset_graph().get(
            dg.AssetKey(["landing", contract.bureau, contract.dataset])
        )
        assert spec.group_name == f"intake_{contract.bureau}"
        assert spec.owners == [f"team:{contract.bureau}"]
        assert contract.name_zh in (spec.description or "")
        assert contract.format in spec.kinds


def test_every_asset_says_what_it_is_and_whose(definitions: dg.Definitions) -> None:
    nodes = definitions.resolve_asset_graph().asset_nodes
    silent = [
        node.key.to_user_string()
        for node in nodes
        if node.is_materializable and not (node.description and node.owners)
    ]
    assert len(nodes) > 80
    assert silent == []


def test_the_jobs_and_their_schedules_are_there_in_shanghai_time(definitions: dg.Definitions) -> None:
    repository = definitions.get_repository_def()
    names = {"annual_evaluation", "annual_intake", "quarterly_intake", "quarterly_monitoring"}
    assert names <= set(
        repository.get_job_names() if hasattr(repository, "get_job_names") else repository.job_names
    )
    schedules = repository.schedule_defs
    assert {schedule.job_name for schedule in schedules} == {
        "annual_evaluation",
        "quarterly_monitoring",
        "deliveries",
    }
    assert {schedule.execution_timezone for schedule in schedules} == {"Asia/Shanghai"}


def test_publication_waits_for_the_gate(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    gate = dg.AssetCheckKey(dg.AssetKey("annual_candidate"), "gate")
    assert graph.get_check_spec(gate).blocking
    assert dg.AssetKey("annual_candidate") in graph.get(dg.AssetKey("annual_release")).parent_keys


@pytest.mark.parametrize(
    ("key", "period"), [("2020", Period(2020)), ("2020-01", Period(2020, 1)), ("2020-10", Period(2020, 4))]
)
def test_a_partition_key_is_a_period_and_back(key: str, period: Period) -> None:
    assert period_of(key) == period
    assert key_of(period) == key
