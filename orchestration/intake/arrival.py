"""Finds what has arrived in the bureaus' folders and has no answer yet, by looking at size and time, and hashing what is new.

Looking only: nothing is received here, no clock is read, and what was seen is handed back to be kept by the caller.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from orchestration.contracts import Contracts
from orchestration.foundation.workspace import Workspace
from orchestration.intake.answered import DIGITS, content_of, entries, short_key
from orchestration.intake.unanswered import Arrival, Ledger, ledger_state

# At one look so many files are hashed and so many bytes: what is left waits for the next look.
MOST_FILES = 500
MOST_BYTES = 2 * 1024**3


@dataclass(frozen=True)
class Seen:
    """What earlier looks have seen: marks of files by the hash of their path.

    `waiting` were seen once and may still be growing; `settled` were told or are known. `asked` counts how often those were told
    that had no answer yet. `ledger` names the state of all receipts at the last look.
    """

    waiting: dict[str, str] = field(default_factory=dict)
    settled: dict[str, str] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    ledger: str = ""

    def as_text(self) -> str:
        """Return it for a cursor."""
        return json.dumps(self.__dict__, separators=(",", ":"))

    @classmethod
    def parse(cls, text: str | None) -> "Seen":
        """Read it back; nothing for a cursor that is not ours, which costs one look at everything."""
        try:
            told = json.loads(text) if text else {}
            return cls(dict(told["waiting"]), dict(told["settled"]), dict(told["asked"]), str(told["ledger"]))
        except (ValueError, KeyError, TypeError):
            return cls()


def look(
    workspace: Workspace, contracts: Contracts, seen: Seen, *, is_busy: bool = False
) -> tuple[Seen, list[Arrival]]:
    """Return what there is to receive, and what to remember.

    A file has arrived when its size and time are the same at two looks. Content that was the last to be answered at its place
    is not told again; a dataset is, whose answer rests on something that was replaced or has come since. What was told and
    still has no answer when nothing is being received, since the run was lost or failed, is told again, three times in all.

    Args:
        workspace: The folders.
        contracts: What may be delivered.
        seen: What the last look gave to remember.
        is_busy: Whether files are being received: then only new figures are told. Answers to queries come after the figures
            that are asked about, and what rests on what is looked at when all is in.
    """
    marks = {short_key(path): (path, mark) for path, mark in _marks(workspace)}
    settled = {key: mark for key, (_, mark) in marks.items() if seen.settled.get(key) == mark}
    asked = {key: count for key, count in seen.asked.items() if key in settled}
    still = [path for key, (path, mark) in marks.items() if seen.waiting.get(key) == mark]
    ledger = Ledger(workspace, contracts)
    told: list[Arrival] = []
    others: dict[str, Arrival] = {}
    for path in _affordable(still):
        key, content = short_key(path), content_of(workspace, path)
        if content is None:
            continue
        arrival = ledger.arrival(path, content, marks[key][1])
        if arrival is not None and arrival.dataset is None:
            others[key] = arrival
            continue
        settled[key] = marks[key][1]
        if arrival is not None:
            asked[key] = 1
            told.append(arrival)
    # What has been taken away may leave another file to hold.
    state = seen.ledger if seen.settled.keys() <= marks.keys() else ""
    if not told and not is_busy:
        told = list(others.values())
        settled |= {key: marks[key][1] for key in others}
        asked |= dict.fromkeys(others, 1)
    if not told and not is_busy:
        told, asked = ledger.unanswered(marks, asked)
    if not told and not is_busy:
        now = ledger_state(workspace)
        told = list(ledger.overtaken()) if now != state else []
        state = now
    waiting = {key: mark for key, (_, mark) in marks.items() if key not in settled}
    return Seen(waiting, settled, asked, state), told


def _marks(workspace: Workspace) -> Iterator[tuple[Path, str]]:
    for path in entries(workspace):
        try:
            told = os.lstat(path)
        except FileNotFoundError:
            # Taken away while we looked.
            continue
        yield (
            path,
            hashlib.sha256(f"{told.st_size} {told.st_mtime_ns} {told.st_ino}".encode()).hexdigest()[:DIGITS],
        )


def _affordable(paths: Iterable[Path]) -> Iterator[Path]:
    left = MOST_BYTES
    for number, path in enumerate(paths):
        left -= path.lstat().st_size if path.exists() else 0
        if number and (number >= MOST_FILES or left < 0):
            return
        yield path
