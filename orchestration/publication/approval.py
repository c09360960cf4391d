"""The approval of one candidate as one type of release: the signed statement in `approval.json` beside the candidate.

It is bound to the content hash and to the verdict. Whether the signer is admitted is read from the candidate's own table.
"""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from orchestration.foundation.hashing import sha256_file
from orchestration.publication.audit import Audited, Document, Problem
from orchestration.publication.release_types import NAMES_ZH
from orchestration.publication.signing import is_signed_by

APPROVAL = "approval.json"
APPROVERS = "meta_approver"
FIELDS = (
    "build_id",
    "kind",
    "period",
    "content_hash",
    "verdicts_sha256",
    "release_type",
    "reason",
    "by",
    "at",
)


def statement(audited: Audited, release_type: str, by: str, reason: str | None, now: dt.datetime) -> Document:
    """Return what is signed: the candidate by its content, the verdict by its hash, as what, by whom, when and why."""
    candidate = audited.candidate
    return {
        **{name: candidate[name] for name in ("build_id", "kind", "period", "content_hash")},
        "verdicts_sha256": sha256_file(audited.build / "verdicts.json"),
        "release_type": release_type,
        "reason": reason,
        "by": by,
        "at": now.isoformat(),
    }


def admitted_key(parquet: Path, by: str, release_type: str) -> str | None:
    """Return the public key under which the scheme admits a name for a type of release, or None.

    Args:
        parquet: Folder with the tables of the candidate or release: the scheme's approvers are one of them.
        by: The name.
        release_type: final, revision or correction.
    """
    path = parquet / f"{APPROVERS}.parquet"
    if not path.is_file():
        return None
    with duckdb.connect() as connection:
        rows = connection.execute(
            "select public_key, release_types_zh from read_parquet(?) where approver_name = ?",
            [str(path), by],
        ).fetchall()
    for key, types in rows:
        if types is None or NAMES_ZH[release_type] in types.split("、"):
            return str(key)
    return None


def read_approval(folder: Path) -> Document | None:
    """Return the approval that lies in a folder: its `statement` and `signature`; None when there is none."""
    path = folder / APPROVAL
    if not path.is_file():
        return None
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {"statement": {}, "signature": ""}
    return document if isinstance(document, dict) else {"statement": {}, "signature": ""}


def signature_problems(approval: Document, parquet: Path, release_type: str) -> Iterator[Problem]:
    """Yield why an approval's signature does not count: an incomplete statement, a stranger, another key, another text."""
    said: Any = approval.get("statement")
    if not isinstance(said, dict) or sorted(said) != sorted(FIELDS):
        yield "审批文件不完整或已损坏。", "The approval is incomplete or damaged."
        return
    key = admitted_key(parquet, str(said["by"]), release_type)
    if key is None:
        yield (
            f"考评方案未授权“{said['by']}”签发{NAMES_ZH[release_type]}发布（见方案“审批人”表）。",
            f"The scheme does not admit '{said['by']}' to sign a {release_type} release (its sheet 审批人).",
        )
    elif not is_signed_by(said, str(approval.get("signature")), key):
        yield (
            f"签名与“{said['by']}”的公钥或审批内容不符。",
            f"The signature is not that of '{said['by']}' over this approval.",
        )


def approval_problems(audited: Audited, release_type: str) -> Iterator[Problem]:
    """Yield why a candidate is not approved as a type of release; nothing when it is."""
    approval = read_approval(audited.build)
    if approval is None:
        yield (
            f"尚无{NAMES_ZH[release_type]}发布的审批：请由方案授权的审批人运行 jixiao approve。",
            f"Nobody has approved it as a {release_type} release: a person whom the scheme admits runs `jixiao approve`.",
        )
        return
    problems = list(signature_problems(approval, audited.build / "parquet", release_type))
    if problems:
        yield from problems
        return
    said = approval["statement"]
    bound = {
        **{name: audited.candidate[name] for name in ("build_id", "kind", "period", "content_hash")},
        "verdicts_sha256": sha256_file(audited.build / "verdicts.json"),
        "release_type": release_type,
    }
    for name, value in bound.items():
        if said[name] != value:
            yield (
                f"审批所签的 {name} 与候选结果不符，须重新审批。",
                f"The approval was signed for another {name}; the candidate has to be approved anew.",
            )
