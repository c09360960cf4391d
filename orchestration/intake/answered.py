"""Says of one dropped file what it holds, and whether a receipt speaks of just that.

What is to be done about it, and when, is the business of `unanswered` and `arrival`.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from orchestration.foundation.hashing import sha256_file
from orchestration.foundation.periods import PERIOD_PATTERN, Period
from orchestration.foundation.places import shown_name, shown_place
from orchestration.foundation.workspace import Workspace
from orchestration.intake.identify import is_ignored
from orchestration.intake.ledger import Receipt, receipts
from orchestration.intake.names import GONE, NOT_A_FILE, irregular_kind

DIGITS = 12
IRREGULAR = "irregular"


def unreceived(workspace: Workspace, periods: Iterable[Period]) -> list[Path]:
    """Return the files in the folders of some periods that no receipt speaks of as they are now."""
    known = {period: receipts(workspace, period) for period in set(periods)}
    found = []
    for entry in entries(workspace):
        own = known.get(Period.parse(entry.parent.name))
        if own is None:
            continue
        content = content_of(workspace, entry)
        if content is None or not (content == IRREGULAR or is_answered(workspace, own, entry, content)):
            found.append(entry)
    return found


def is_answered(workspace: Workspace, known: Iterable[Receipt], path: Path, content: str) -> bool:
    """Whether any receipt of a period speaks of a file as it is now; accepted content keeps its receipt under another name."""
    place, bureau = shown_place(workspace, path), shown_name(path.parent.parent.name)
    return any(
        says(one, content) and (one.file["path"] == place or (one.accepted and one.bureau == bureau))
        for one in known
    )


def entries(workspace: Workspace) -> Iterator[Path]:
    """Yield whatever lies where files are dropped, in a stable order; unfinished uploads and lock files are left alone."""
    for path in sorted(workspace.raw.glob("*/*/*")):
        if PERIOD_PATTERN.fullmatch(path.parent.name) and not is_ignored(path):
            yield path


def content_of(workspace: Workspace, path: Path) -> str | None:
    """Return the hash of a file, IRREGULAR for what is none, or None when it is gone or can't be read at this moment."""
    kind = irregular_kind(workspace, path)
    if kind is not None:
        return None if kind == GONE else IRREGULAR
    try:
        return sha256_file(path)
    except OSError:
        # It was taken away or is held by another program: the next look sees.
        return None


def says(receipt: Receipt | None, content: str) -> bool:
    """Whether a receipt answers some content; a fault of ours is no answer."""
    return receipt is not None and receipt.status != "fault" and content_answered(receipt) == content


def content_answered(receipt: Receipt) -> str:
    """Return the content that a receipt answers, in the terms of `content_of`."""
    is_file = all(item.rule != NOT_A_FILE for item in receipt.findings)
    return str(receipt.file["sha256"]) if is_file else IRREGULAR


def short_key(path: Path) -> str:
    """Return a short name for a path, so that what is remembered of ten thousand files stays small."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:DIGITS]
