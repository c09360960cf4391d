"""SHA-256 of files, texts and JSON values: how submissions, tables and builds get their identity."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def sha256_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes as 64 hex digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sha256_text(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8 as 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def sha256_json(value: Any) -> str:
    """Return the SHA-256 of a JSON value in its canonical form (sorted keys, no blanks)."""
    return sha256_text(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def content_hash(hashes: Mapping[str, str]) -> str:
    """Return the hash over a mart's tables, given each Parquet file's SHA-256 by table name (docs/architecture.md)."""
    return sha256_text("".join(f"{name} {hashes[name]}\n" for name in sorted(hashes)))
