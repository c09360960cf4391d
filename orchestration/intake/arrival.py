"""Finds what has arrived in the bureaus' folders and has no answer yet, by looking at size and time, and hashing what is new.

Looking only: nothing is received here, no clock is read, and what was seen is handed back to be kept by the caller.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from orchestration.contracts import Contract, Contracts
from orchestration.foundation.hashing import sha256_file, sha256_text
from orchestration.foundation.periods import PERIOD_PATTERN, Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.basis import basis_of, is_confirmed
from orchestration.intake.identify import is_ignored, matches, scan
from orchestration.intake.ledger import Receipt, latest_accepted, receipts
from orchestration.intake.names import irregular_kind

# At one look so many files are hashed and so many bytes: what is left waits for the next look.
MOST_FILES = 500
MOST_BYTES = 2 * 1024**3
DIGITS = 12


@dataclass(frozen=True)
class Seen:
    """What earlier looks have seen: marks of files by the hash of their path.

    `waiting` were seen once and may still be growing; `settled` were told or are known. `ledger` names the state of all receipts
    at the last look.
    """

    waiting: dict[str, str] = field(default_factory=dict)
    settled: dict[str, str] = field(default_factory=dict)
    ledger: str = ""

    def as_text(self) -> str:
        """Return it for a cursor."""
        return json.dumps(self.__dict__, separators=(",", ":"))

    @classmethod
    def parse(cls, text: str | None) -> "Seen":
        """Read it back; nothing for a cursor that is not ours, which costs one look at everything."""
        try:
            told = json.loads(text) if text else {}
            return cls(dict(told["waiting"]), dict(told["settled"]), str(told["ledger"]))
        except (ValueError, KeyError, TypeError):
            return cls()


@dataclass(frozen=True)
class Arrival:
    """Something to receive.

    Attributes:
        bureau: The folder's bureau.
        period: The folder's period.
        dataset: The dataset of figures that its name comes under; None for answers, corrections and what belongs nowhere.
        token: Changes with the content, with a new upload of the same content, and with what it is judged against.
    """

    bureau: str
    period: Period
    dataset: str | None
    token: str


def look(
    workspace: Workspace, contracts: Contracts, seen: Seen, *, is_busy: bool = False
) -> tuple[Seen, list[Arrival]]:
    """Return what there is to receive, and what to remember.

    A file has arrived when its size and time are the same at two looks. Content that was the last to be answered at its place
    is not told again; a dataset is, whose answer rests on something that was replaced or has come since.

    Args:
        workspace: The folders.
        contracts: What may be delivered.
        seen: What the last look gave to remember.
        is_busy: Whether files are being received: then only new figures are told. Answers to queries come after the figures
            that are asked about, and what rests on what is looked at when all is in.
    """
    marks = dict(_marks(workspace))
    settled = {_key(path): mark for path, mark in marks.items() if seen.settled.get(_key(path)) == mark}
    still = [path for path, mark in marks.items() if seen.waiting.get(_key(path)) == mark]
    ledger = Ledger(workspace, contracts)
    figures, others = [], []
    for path in _affordable(still):
        arrival = ledger.arrival(path, marks[path])
        if arrival is None or arrival.dataset is not None:
            settled[_key(path)] = marks[path]
            figures += [arrival] if arrival else []
        else:
            others.append((path, arrival))
    if not figures and not is_busy:
        settled |= {_key(path): marks[path] for path, _ in others}
        figures = [arrival for _, arrival in others]
    state = seen.ledger
    if not figures and not is_busy:
        state = ledger_state(workspace)
        figures = list(ledger.overtaken()) if state != seen.ledger else []
    waiting = {_key(path): mark for path, mark in marks.items() if _key(path) not in settled}
    return Seen(waiting, settled, state), figures


class Ledger:
    """What was answered so far; the receipts of a period are read once."""

    def __init__(self, workspace: Workspace, contracts: Contracts) -> None:
        self._workspace = workspace
        self._contracts = contracts
        self._read: dict[Period, list[Receipt]] = {}

    def arrival(self, path: Path, mark: str) -> Arrival | None:
        """Return what a file comes to, or None when what it holds was the last to be answered at its place."""
        bureau, period = path.parent.parent.name, Period.parse(path.parent.name)
        if irregular_kind(self._workspace, path):
            return Arrival(bureau, period, None, f"{path.name}:{mark}")
        contract = self._contract(bureau, path)
        sha256, dataset = sha256_file(path), contract.dataset if contract else None
        last = self._last(bureau, dataset, period, path)
        if last is not None and last.file["sha256"] == sha256 and last.status != "fault":
            return None
        return Arrival(bureau, period, dataset, f"{path.name}:{sha256[:DIGITS]}:{mark}")

    def overtaken(self) -> Iterator[Arrival]:
        """Yield datasets whose last answer rests on something that was replaced or has come since."""
        for drop in scan(self._workspace, self._contracts):
            contract = self._contract(drop.bureau, drop.path)
            version = contract and self._contracts.for_period(contract.key, drop.period)
            if contract is None or version is None:
                continue
            last = self._last(drop.bureau, contract.dataset, drop.period, drop.path)
            if last is None or not last.basis:
                continue
            basis = basis_of(self._workspace, self._contracts, version, drop.period)
            if last.basis != basis and not self._is_confirmed(contract, drop.period, last, basis):
                token = f"basis:{sha256_text(json.dumps(basis, sort_keys=True))[:DIGITS]}"
                yield Arrival(drop.bureau, drop.period, contract.dataset, token)

    def _contract(self, bureau: str, path: Path) -> Contract | None:
        """Return the contract of figures that a name comes under."""
        own = (contract for contract in self._contracts.of_bureau(bureau) if matches(contract, path.name))
        contract = next(own, None)
        return None if contract is None or contract.serves else contract

    def _last(self, bureau: str, dataset: str | None, period: Period, path: Path) -> Receipt | None:
        """Return the last receipt of a dataset's place; of the file itself where it comes under no dataset."""
        if period not in self._read:
            self._read[period] = receipts(self._workspace, period)
        place = str(path.relative_to(self._workspace.raw))
        own = [
            receipt
            for receipt in self._read[period]
            if receipt.bureau == bureau
            and (receipt.file["path"] == place if dataset is None else receipt.dataset == dataset)
        ]
        return own[-1] if own else None

    def _is_confirmed(self, contract: Contract, period: Period, last: Receipt, basis: dict[str, str]) -> bool:
        folder = latest_accepted(self._workspace, contract.key, period)
        return last.accepted and folder is not None and is_confirmed(folder, basis, last.basis)


def ledger_state(workspace: Workspace) -> str:
    """Return a name for the state of all receipts: it changes when any submission is decided."""
    places = sorted(
        str(path.parent.relative_to(workspace.warehouse))
        for root, depth in ((workspace.landing, "*/*/*/*"), (workspace.refused, "*/*/*"))
        for path in root.glob(f"{depth}/receipt.json")
    )
    return sha256_text("\n".join(places))[:DIGITS]


def unreceived(workspace: Workspace, periods: Iterable[Period]) -> list[Path]:
    """Return the files in the folders of some periods that no receipt speaks of as they are now."""
    wanted = set(periods)
    answered = {
        (receipt.file["path"], receipt.file["sha256"])
        for period in wanted
        for receipt in receipts(workspace, period)
    }
    paths = {path for path, _ in answered}
    found = []
    for entry in _entries(workspace):
        told = str(entry.relative_to(workspace.raw))
        if Period.parse(entry.parent.name) not in wanted or irregular_kind(workspace, entry):
            continue
        if told not in paths or (told, sha256_file(entry)) not in answered:
            found.append(entry)
    return found


def _entries(workspace: Workspace) -> Iterator[Path]:
    for path in sorted(workspace.raw.glob("*/*/*")):
        if PERIOD_PATTERN.fullmatch(path.parent.name) and not is_ignored(path):
            yield path


def _marks(workspace: Workspace) -> Iterator[tuple[Path, str]]:
    for path in _entries(workspace):
        try:
            told = os.lstat(path)
        except FileNotFoundError:
            # Taken away while we looked.
            continue
        yield (
            path,
            hashlib.sha256(f"{told.st_size} {told.st_mtime_ns} {told.st_ino}".encode()).hexdigest()[:DIGITS],
        )


def _key(path: Path) -> str:
    """Return a short name for a path, so that what is remembered of ten thousand files stays small."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:DIGITS]


def _affordable(paths: Iterable[Path]) -> Iterator[Path]:
    left = MOST_BYTES
    for number, path in enumerate(paths):
        left -= path.lstat().st_size if path.exists() else 0
        if number and (number >= MOST_FILES or left < 0):
            return
        yield path
