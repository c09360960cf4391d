"""The verdict on one candidate and its file `verdicts.json`. Who made the checks, and what follows, is decided elsewhere."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.foundation.atomic import write_json
from orchestration.foundation.hashing import sha256_json
from orchestration.gate.checks import Check

VERDICTS = "verdicts.json"


@dataclass(frozen=True)
class Verdict:
    """What the gate says of exactly one candidate.

    Attributes:
        document: What `verdicts.json` holds.
    """

    document: Mapping[str, Any]

    @property
    def passed(self) -> bool:
        """Whether every check ran and passed."""
        return bool(self.document["passed"])

    @property
    def content_hash(self) -> str:
        """The content hash of the judged candidate."""
        return str(self.document["content_hash"])

    @property
    def checks(self) -> Sequence[Mapping[str, Any]]:
        """All checks, as `verdicts.json` holds them."""
        checks: list[dict[str, Any]] = self.document["checks"]
        return checks

    @property
    def failed(self) -> Sequence[Mapping[str, Any]]:
        """The checks that did not pass."""
        return [check for check in self.checks if not check["passed"]]


def write_verdict(
    build: Path,
    *,
    build_id: str,
    content_hash: str,
    candidate_sha256: str,
    checks: Sequence[Check],
    expected_checks: str,
    now: dt.datetime,
) -> Verdict:
    """Write `verdicts.json` into a build folder.

    Args:
        build: The build folder.
        build_id: The candidate's id.
        content_hash: The content hash, computed anew from its files.
        candidate_sha256: Hash of `candidate.json`, which binds inputs and open findings as well.
        checks: Every check, in the order in which a person reads them.
        expected_checks: Fingerprint of the index of checks that had to run.
        now: Time of the decision.
    """
    rest: dict[str, Any] = {
        "build_id": build_id,
        "content_hash": content_hash,
        "candidate_sha256": candidate_sha256,
        "decided_at": now.isoformat(),
        "passed": all(check.passed for check in checks),
        "checks": [check.as_dict() for check in checks],
        "expected_checks": expected_checks,
    }
    document = {**rest, "digest": sha256_json(rest)}
    write_json(build / VERDICTS, document)
    return Verdict(document)
