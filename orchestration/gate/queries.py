"""Queries of the gate itself: their names, and the answers of the efficiency office that settle them.

A query that intake raised is answered by its bureau and stands in `intake_checks`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from orchestration.foundation.answers import GATE_ANSWERER
from orchestration.foundation.hashing import sha256_json
from orchestration.foundation.queries import gate_query_id
from orchestration.gate.checks import Check

# An observation that ends so, or only counts, does not say what it is about.
CUT_SHORT = "; … "


def settled(checks: Iterable[Check], candidate: Mapping[str, Any]) -> list[Check]:
    """Return the checks; a failed one of severity query gets its name, and passes when the office has answered it.

    A check that could not run asks nothing: it can't be answered.

    Args:
        checks: Checks over the candidate's own tables.
        candidate: What `candidate.json` holds.
    """
    given = {
        answer["query_id"]: answer for answer in candidate["answers"] if answer["bureau"] == GATE_ANSWERER
    }
    return [_settled(check, candidate, given) for check in checks]


def _settled(check: Check, candidate: Mapping[str, Any], given: Mapping[str, dict[str, Any]]) -> Check:
    if check.passed or check.severity != "query" or not check.failures:
        return check
    name = gate_query_id(candidate["kind"], candidate["period"], check.check_id, _observed(check, candidate))
    answer = given.get(name)
    return replace(check, query_id=name, answer=answer, passed=answer is not None)


def _observed(check: Check, candidate: Mapping[str, Any]) -> str:
    """Return what a check saw; where it does not show all of it, together with the files that it was seen in."""
    seen = check.observed or ""
    if check.kind == "expectation" and CUT_SHORT not in seen:
        return seen
    files = sorted(line["sha256"] for line in candidate["inputs"])
    return f"{seen} {sha256_json([files, candidate['corrections']])}"
