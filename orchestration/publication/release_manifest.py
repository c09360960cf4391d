"""What a release says of itself in `manifest.json`: where it comes from, what was checked, what it holds, what it follows."""

import datetime as dt
from pathlib import Path
from typing import Any

from orchestration.foundation.hashing import sha256_file
from orchestration.publication.audit import Audited
from orchestration.publication.release import MANIFEST, Release

FORMAT = 1
NOTICE_ZH = "演示数据，不是正式结果"
NOTICE_EN = "sample data, not an official result"
CHECK_FIELDS = ("check_id", "kind", "table", "severity", "passed", "observed", "query_id")

QUERY_FIELDS = ("query_id", "check_id", "kind", "table", "observed", "message_zh", "message_en")
PLACE_FIELDS = ("period", "file", "sheet", "cell", "header", "key", "value")


def chain_link(before: Release | None) -> dict[str, Any]:
    """Return the link to the release before of the same kind and period: its id and the hash of its manifest."""
    if before is None:
        return {"sequence": 1, "previous_release_id": None, "previous_manifest_sha256": None}
    return {
        "sequence": before.sequence + 1,
        "previous_release_id": before.release_id,
        "previous_manifest_sha256": sha256_file(before.folder / MANIFEST),
    }


def _verdicts(audited: Audited) -> dict[str, Any]:
    verdicts = audited.verdicts
    return {
        **{key: verdicts[key] for key in ("decided_at", "passed", "expected_checks", "digest")},
        "checks": [{key: check[key] for key in CHECK_FIELDS} for check in verdicts["checks"]],
    }


def answered_queries(audited: Audited) -> list[dict[str, Any]]:
    """Return every query that was answered, with what it was about and the explanation: who, when, in which file."""
    findings = {item.get("query_id"): item for item in audited.candidate["open_findings"]}
    return [
        {
            **{name: check[name] for name in QUERY_FIELDS},
            **{name: findings.get(check["query_id"], {}).get(name) for name in PLACE_FIELDS},
            "answer": check["answer"],
        }
        for check in audited.verdicts["checks"]
        if check.get("answer")
    ]


def release_manifest(
    audited: Audited, folder: Path, before: Release | None, *, now: dt.datetime
) -> dict[str, Any]:
    """Return the manifest of a release whose other files are already in `folder`.

    Args:
        audited: The candidate and its verdict.
        folder: Where the release is being built.
        before: The release that was published before, or None.
        now: Time of publication.
    """
    candidate = audited.candidate
    is_synthetic = candidate["is_synthetic"]
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".parquet")
    return {
        "format": FORMAT,
        "release_id": candidate["build_id"],
        "kind": candidate["kind"],
        "period": candidate["period"],
        "content_hash": candidate["content_hash"],
        "is_synthetic": is_synthetic,
        "notice_zh": NOTICE_ZH if is_synthetic else None,
        "notice_en": NOTICE_EN if is_synthetic else None,
        "as_of": candidate["as_of"],
        "created_at": candidate["created_at"],
        "published_at": now.isoformat(),
        "code_version": candidate["code_version"],
        "scheme": candidate["scheme"],
        "inputs": candidate["inputs"],
        "queries": answered_queries(audited),
        "corrections": candidate["corrections"],
        "previous_year": candidate["previous_release"],
        "chain": chain_link(before),
        "tables": candidate["tables"],
        "files": {str(path.relative_to(folder)): sha256_file(path) for path in files},
        "verdicts": _verdicts(audited),
    }
