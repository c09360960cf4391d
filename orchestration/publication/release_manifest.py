"""What a release says of itself in `manifest.json`: where it comes from, what was checked, what it holds, what it follows."""

import datetime as dt
from pathlib import Path
from typing import Any

from orchestration.foundation.hashing import sha256_file
from orchestration.publication.approval import read_approval
from orchestration.publication.audit import Audited
from orchestration.publication.release import MANIFEST, Release
from orchestration.publication.release_types import release_id

FORMAT = 2
NOTICE_ZH = "演示数据，不是正式结果"
NOTICE_EN = "sample data, not an official result"
CHECK_FIELDS = ("check_id", "kind", "table", "severity", "passed", "observed", "query_id")

QUERY_FIELDS = ("query_id", "check_id", "kind", "table", "observed", "message_zh", "message_en")
PLACE_FIELDS = ("period", "file", "sheet", "cell", "header", "key", "value")


def chain_link(before: Release | None, journal: str | None) -> dict[str, Any]:
    """Return the links to what was before: the last release of the kind and period, and the last entry of its journal."""
    return {
        "sequence": before.sequence + 1 if before else 1,
        "previous_release_id": before.release_id if before else None,
        "previous_manifest_sha256": sha256_file(before.folder / MANIFEST) if before else None,
        "journal_digest": journal,
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
    audited: Audited, folder: Path, release_type: str, link: dict[str, Any], *, now: dt.datetime
) -> dict[str, Any]:
    """Return the manifest of a release whose other files are already in `folder`.

    Args:
        audited: The candidate and its verdict.
        folder: Where the release is being built.
        release_type: What it is published as.
        link: What it follows (see `chain_link`).
        now: Time of publication.
    """
    candidate = audited.candidate
    is_synthetic = candidate["is_synthetic"]
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".parquet")
    return {
        "format": FORMAT,
        "release_id": release_id(candidate["build_id"], release_type),
        "release_type": release_type,
        "build_id": candidate["build_id"],
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
        "approval": (read_approval(folder) or {}).get("statement"),
        "chain": link,
        "tables": candidate["tables"],
        "files": {str(path.relative_to(folder)): sha256_file(path) for path in files},
        "verdicts": _verdicts(audited),
    }
