"""The journal of one kind and period: who made which release current, when and why, each entry chained to the one before.

It is only ever added to. An entry is written before `current` is moved, so that a killed move can be finished.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from orchestration.foundation.atomic import write_text
from orchestration.foundation.hashing import sha256_file, sha256_json
from orchestration.publication.release import MANIFEST, Release

JOURNAL = "journal.jsonl"
Entry = dict[str, Any]


def entries(folder: Path) -> list[Entry]:
    """Return the entries of the journal in a folder of releases, oldest first; none when there is no journal."""
    path = folder / JOURNAL
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def head(folder: Path) -> str | None:
    """Return the digest of the last entry, or None."""
    found = entries(folder)
    return str(found[-1]["digest"]) if found else None


def published_names(folder: Path) -> set[str]:
    """Return the ids of the releases that the journal knows."""
    return {str(entry["release_id"]) for entry in entries(folder)}


def append_entry(
    folder: Path,
    action: str,
    release: Release,
    current: str,
    *,
    by: str | None,
    reason: str | None,
    now: dt.datetime,
) -> None:
    """Add an entry.

    Args:
        folder: The folder of the kind's and period's releases.
        action: publish or rollback.
        release: What was published or gone back to.
        current: Id of the release that is current from now on.
        by: Who did it; None for an unsigned release.
        reason: Why; None where none is needed.
        now: When.
    """
    before = entries(folder)
    entry: Entry = {
        "sequence": len(before) + 1,
        "at": now.isoformat(),
        "action": action,
        "release_id": release.release_id,
        "manifest_sha256": sha256_file(release.folder / MANIFEST),
        "current": current,
        "by": by,
        "reason": reason,
        "previous_digest": before[-1]["digest"] if before else None,
    }
    lines = [*before, {**entry, "digest": sha256_json(entry)}]
    write_text(folder / JOURNAL, "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines))


def broken_entries(found: list[Entry]) -> Iterator[int]:
    """Yield the number of each entry that was changed, or does not follow the one before."""
    previous: Mapping[str, Any] = {}
    for number, entry in enumerate(found, start=1):
        rest = {key: value for key, value in entry.items() if key != "digest"}
        is_whole = entry.get("digest") == sha256_json(rest)
        follows = entry.get("previous_digest") == previous.get("digest")
        if not (is_whole and follows and entry.get("sequence") == number):
            yield number
        previous = entry
