"""One dbt invocation in this process, against one build's private DuckDB file.

dbt's own runner is used with a manifest that is parsed once per process, so a build pays for parsing once and not per
layer. The catalogue name of a DuckDB file is its stem and stands in the manifest: every build's file is therefore called
`candidate.duckdb`.
"""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from orchestration.foundation.workspace import REPOSITORY

PROJECT = REPOSITORY / "dbt_project"
DATABASE_NAME = "candidate.duckdb"
OnNode = Callable[[str, str], None]

# dbt keeps its adapter and its flags per process, so two invocations at once would share a connection.
_one_at_a_time = threading.RLock()


@dataclass(frozen=True)
class NodeResult:
    """What came of one dbt node.

    Attributes:
        unique_id: dbt's identifier, such as `model.jixiao.fct_unit_result`.
        name: The node's short name.
        resource_type: model, test, unit_test, seed or operation.
        status: dbt's word: success, pass, fail, error, warn, skipped.
        failures: Number of failing rows of a test; None for models and for tests that could not run.
        message: dbt's message, without a database path.
        seconds: Execution time.
        meta: The node's `meta`.
        tested_model: Name of the model that a test is attached to.
        compiled_code: The SQL that ran.
    """

    unique_id: str
    name: str
    resource_type: str
    status: str
    failures: int | None
    message: str
    seconds: float
    meta: dict[str, Any] = field(default_factory=dict)
    tested_model: str | None = None
    compiled_code: str | None = None

    @property
    def ok(self) -> bool:
        """Whether the node did what it should: a warning counts as a failure of a test."""
        return self.status in ("success", "pass")


@dataclass(frozen=True)
class DbtRun:
    """The results of one invocation, in the order in which nodes finished."""

    arguments: tuple[str, ...]
    results: tuple[NodeResult, ...]
    error: str | None

    @property
    def ok(self) -> bool:
        """Whether dbt ran and every node is fine."""
        return self.error is None and all(result.ok for result in self.results)

    @property
    def failed(self) -> tuple[NodeResult, ...]:
        """The nodes that are not fine."""
        return tuple(result for result in self.results if not result.ok)


@contextmanager
def _build_environment(database: Path, inputs: Path) -> Iterator[None]:
    """Point the project's profile and its landing macro at one build, and let go of its file afterwards."""
    values = {
        "JIXIAO_BUILD_DB": str(database),
        "JIXIAO_BUILD_INPUTS": str(inputs),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
    }
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        from dbt.adapters.duckdb.connections import DuckDBConnectionManager

        DuckDBConnectionManager.close_all_connections()
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _common(target: Path) -> list[str]:
    return [
        "--project-dir",
        str(PROJECT),
        "--profiles-dir",
        str(PROJECT),
        "--target-path",
        str(target),
        "--log-path",
        str(target / "logs"),
        "--quiet",
        "--no-use-colors",
    ]


def parse_project(target: Path = PROJECT / "target") -> Any:
    """Parse the project and write `manifest.json` into `target`; returns dbt's manifest.

    Raises:
        RuntimeError: The project does not parse; the message is dbt's.
    """
    from dbt.cli.main import dbtRunner

    with _one_at_a_time, _build_environment(target / DATABASE_NAME, target):
        outcome = dbtRunner().invoke(["parse", *_common(target)])
        if not outcome.success:
            # What dbt remembers of an earlier state of the project (a test that has moved since) may stand in the way.
            outcome = dbtRunner().invoke(["parse", "--no-partial-parse", *_common(target)])
    if not outcome.success or outcome.result is None:
        raise RuntimeError(f"dbt could not parse {PROJECT}: {outcome.exception}")
    return outcome.result


@cache
def _manifest() -> Any:
    return parse_project()


def _observer(on_node: OnNode | None) -> list[Callable[[Any], None]]:
    if on_node is None:
        return []

    def observe(event: Any) -> None:
        if event.info.name == "NodeFinished":
            on_node(event.data.node_info.node_name, event.data.node_info.node_status)

    return [observe]


def _node_result(raw: Any) -> NodeResult:
    node = raw.node
    attached = getattr(node, "attached_node", None)
    return NodeResult(
        unique_id=node.unique_id,
        name=node.name,
        resource_type=str(node.resource_type),
        status=str(raw.status),
        failures=raw.failures,
        message=raw.message or "",
        seconds=float(raw.execution_time or 0.0),
        meta=dict(getattr(node.config, "meta", None) or {}),
        tested_model=attached.rsplit(".", 1)[-1] if attached else None,
        compiled_code=getattr(node, "compiled_code", None),
    )


def run_dbt(build: Path, arguments: Sequence[str], on_node: OnNode | None = None) -> DbtRun:
    """Run one dbt command over a build folder.

    Args:
        build: Folder with `inputs/`; `candidate.duckdb` is made or used there, and `dbt/` holds dbt's own output.
        arguments: The command and its selection, such as `["run", "--select", "path:models/staging"]`.
        on_node: Called with name and status as each node finishes.

    Returns:
        Every node's result. A failed node is not an exception; a command that could not start has `error` set.
    """
    from dbt.cli.main import dbtRunner

    target = build / "dbt"
    target.mkdir(parents=True, exist_ok=True)
    command = [arguments[0], *_common(target), *arguments[1:]]
    with _one_at_a_time:
        manifest = _manifest()
        with _build_environment(build / DATABASE_NAME, build / "inputs"):
            outcome = dbtRunner(manifest=manifest, callbacks=_observer(on_node)).invoke(command)
    results = tuple(_node_result(raw) for raw in getattr(outcome.result, "results", ()))
    error = str(outcome.exception) if outcome.exception is not None else None
    return DbtRun(tuple(arguments), results, error)
