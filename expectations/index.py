"""The index of all checks that a candidate must have passed, worked out from the dbt manifest and the suites alone.

Both the gate and publication use it, each on its own: a check that nobody ran is then missed. It runs nothing.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from expectations.registry import checks_of
from orchestration.foundation.hashing import sha256_json

INTEGRITY_CHECKS = (
    "integrity.dbt_ran",
    "integrity.files",
    "integrity.tables",
    "integrity.tested_is_exported",
    "integrity.release_row",
    "integrity.complete",
)
INTAKE_CHECK = "intake.open_findings"
MONITORING = "monitoring"
Manifest = Mapping[str, Any]


def _monitoring_nodes(manifest: Manifest) -> set[str]:
    """Return what `+tag:monitoring` selects: the tagged nodes and everything above them."""
    return ancestors(
        manifest, (name for name, node in manifest["nodes"].items() if MONITORING in node["tags"])
    )


def ancestors(manifest: Manifest, names: Iterable[str]) -> set[str]:
    """Return nodes with everything that they rest on, down to the sources."""
    waiting, found = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(manifest["nodes"].get(name, {}).get("depends_on", {}).get("nodes", ()))
    return found


def mart_tables(manifest: Manifest, kind: str) -> dict[str, Mapping[str, Any]]:
    """Return the mart models that a candidate of a kind must hold, by table name."""
    selected = _monitoring_nodes(manifest) if kind == MONITORING else set(manifest["nodes"])
    return {
        node.get("alias") or node["name"]: node
        for name, node in sorted(manifest["nodes"].items())
        if name in selected and node["resource_type"] == "model" and node["schema"] == "marts"
    }


def dbt_tests(manifest: Manifest, kind: str) -> dict[str, Mapping[str, Any]]:
    """Return the data tests that must run for a kind, by unique id; a monitoring candidate can be judged by those only that
    read nothing outside it.
    """
    tests = {name: node for name, node in manifest["nodes"].items() if node["resource_type"] == "test"}
    if kind != MONITORING:
        return tests
    selected = _monitoring_nodes(manifest)
    return {
        name: node
        for name, node in tests.items()
        if name in selected or set(node["depends_on"]["nodes"]) <= selected
    }


def finding_ids(findings: list[Mapping[str, Any]]) -> list[str]:
    """Return one check id per open finding of intake, in their order."""
    return [
        f"intake.{f['bureau']}.{f['dataset']}.{f['period']}.{number}.{f['rule']}"
        for number, f in enumerate(findings, start=1)
    ]


def expected_checks(candidate: Mapping[str, Any], manifest: Manifest) -> list[str]:
    """Return the sorted ids of all checks that must have run on a candidate.

    Args:
        candidate: What `candidate.json` holds.
        manifest: dbt's manifest of the same build.
    """
    kind = candidate["kind"]
    suites = checks_of(set(mart_tables(manifest, kind)))
    return sorted(
        [
            *INTEGRITY_CHECKS,
            INTAKE_CHECK,
            *finding_ids(candidate["open_findings"]),
            *dbt_tests(manifest, kind),
            *(check_id for checks in suites for check_id in checks.check_ids),
        ]
    )


def fingerprint(check_ids: list[str]) -> str:
    """Return the fingerprint of an index of checks."""
    return sha256_json(sorted(check_ids))
