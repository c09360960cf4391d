"""dbt's test results as checks. Only the status `pass` passes; a test that had to run and did not is a failed check."""

from collections.abc import Mapping
from typing import Any

from expectations.index import Manifest, dbt_tests
from orchestration.gate.checks import Check, Severity
from orchestration.gate.dbt_words import words_of, words_of_unfinished
from orchestration.transform.runner import DbtRun, NodeResult

PASSED = "pass"
ANSWERS = (PASSED, "fail", "warn")


def _severity(node: Mapping[str, Any]) -> Severity:
    config = node["config"]
    stated = (config.get("meta") or {}).get("severity")
    return "query" if stated == "query" or str(config.get("severity", "")).lower() == "warn" else "error"


def _table(node: Mapping[str, Any], manifest: Manifest) -> str | None:
    """Return the model that a test is attached to, or reads when it reads one model only."""
    parents = [name for name in node["depends_on"]["nodes"] if name.startswith("model.")]
    name = node.get("attached_node") or (parents[0] if len(parents) == 1 else None)
    return str(manifest["nodes"][name]["name"]) if name in manifest["nodes"] else None


def _observed(result: NodeResult | None) -> str:
    if result is None:
        return "未运行 the test did not run"
    if result.status == PASSED:
        return "0"
    rows = "" if result.failures is None else f"{result.failures} 行 rows; "
    return f"{rows}{result.status}: {' '.join(result.message.split())}".strip()


def _check(unique_id: str, manifest: Manifest, result: NodeResult | None) -> Check:
    node = manifest["nodes"][unique_id]
    table = _table(node, manifest)
    answered = result is not None and result.status in ANSWERS
    words = words_of(node, table) if answered else words_of_unfinished(node, table)
    return Check(
        check_id=unique_id,
        kind="dbt",
        table=table,
        severity=_severity(node),
        passed=result is not None and result.status == PASSED and not result.failures,
        observed=_observed(result),
        failures=result.failures if result is not None else None,
        message_zh=words["message_zh"],
        message_en=words["message_en"],
        fix_zh=words["fix_zh"],
        fix_en=words["fix_en"],
    )


def dbt_checks(run: DbtRun, manifest: Manifest, kind: str) -> list[Check]:
    """Return one check per dbt test that had to run or did run.

    Args:
        run: What the runner reports.
        manifest: dbt's manifest: which tests there are.
        kind: annual or monitoring.
    """
    ran = {result.unique_id: result for result in run.results if result.resource_type == "test"}
    return [
        _check(unique_id, manifest, ran.get(unique_id))
        for unique_id in sorted({*dbt_tests(manifest, kind), *ran})
    ]
