"""The page of the checks: what was looked at, what was asked and how it was explained, what was corrected, what came in. It is our own record."""

from collections.abc import Iterable, Mapping
from typing import Any

from orchestration.publication.audit import Audited
from orchestration.publication.release_manifest import answered_queries
from orchestration.publication.site.grouping import grouped


def _checks(checks: Iterable[Mapping[str, Any]], marts: Iterable[str]) -> list[dict[str, Any]]:
    """Return the checks by kind, with the mart tables that they concern and the number of tables upstream."""
    ordered = sorted(checks, key=lambda check: (check["kind"], check["table"] or "", check["check_id"]))
    groups = grouped(map(dict, ordered), "kind")
    for group in groups:
        tables = {check["table"] for check in group["rows"] if check["table"]}
        group["marts"] = sorted(tables.intersection(marts))
        group["upstream"] = len(tables.difference(marts))
        group["answered"] = sum(bool(check.get("answer")) for check in group["rows"])
    return groups


def quality_page(audited: Audited) -> dict[str, Any]:
    """Return what the page of the checks shows."""
    candidate = audited.candidate
    return {
        "checks": _checks(audited.verdicts["checks"], candidate["tables"]),
        "queries": answered_queries(audited),
        "corrections": candidate["corrections"],
        "inputs": candidate["inputs"],
    }
