"""Says of what lies in the bureaus' folders what is to be received: by content, and by what its answer rests on.

When it is looked at, and who is told, is `arrival`'s business.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from orchestration.contracts import Contract, Contracts
from orchestration.foundation.hashing import sha256_json, sha256_text
from orchestration.foundation.periods import Period
from orchestration.foundation.places import shown_name, shown_place
from orchestration.foundation.workspace import Workspace
from orchestration.intake.answered import DIGITS, IRREGULAR, content_of, is_answered, says, short_key
from orchestration.intake.basis import basis_of, is_confirmed
from orchestration.intake.identify import Drop, matches, scan
from orchestration.intake.ledger import Receipt, latest_accepted, receipts

# A run may be lost once; what fails three times needs our engineers.
MOST_ATTEMPTS = 3
SEVERAL = "F10_SEVERAL_FILES"


@dataclass(frozen=True)
class Arrival:
    """Something to receive.

    Attributes:
        bureau: The folder's bureau.
        period: The folder's period.
        dataset: The dataset of figures that its name comes under; None for answers, corrections and what belongs nowhere, and
            for figures in a folder of years instead of quarters or the other way round.
        token: Changes with the content, with a new upload of the same content, and with what it is judged against.
        attempt: How often it has been told now.
    """

    bureau: str
    period: Period
    dataset: str | None
    token: str
    attempt: int = 1


class Ledger:
    """What was answered so far; the receipts of a period are read once."""

    def __init__(self, workspace: Workspace, contracts: Contracts) -> None:
        self._workspace = workspace
        self._contracts = contracts
        self._read: dict[Period, list[Receipt]] = {}

    def arrival(self, path: Path, content: str, mark: str, attempt: int = 1) -> Arrival | None:
        """Return what a file comes to, or None when what it holds was the last to be answered at its place."""
        bureau, period = path.parent.parent.name, Period.parse(path.parent.name)
        contract = None if content == IRREGULAR else self._contract(bureau, path)
        is_here = contract is not None and contract.admits(period)
        dataset = contract.dataset if contract is not None and is_here else None
        last, own = self._last(bureau, dataset, period, path), self._last(bureau, None, period, path)
        if says(last, content) or (says(own, content) and not (own and own.accepted)):
            return None
        token = f"{short_key(path)}:{content[:DIGITS]}:{mark}:{attempt}"
        return Arrival(shown_name(bureau), period, dataset, token, attempt)

    def unanswered(
        self, marks: Mapping[str, tuple[Path, str]], asked: Mapping[str, int]
    ) -> tuple[list[Arrival], dict[str, int]]:
        """Return what was told and has no answer, to be told once more, and how often each was told; it is given up at last."""
        told, counts = [], {}
        for key in sorted(asked):
            path, mark = marks[key]
            content, attempt = content_of(self._workspace, path), asked[key] + 1
            known = self._receipts(Period.parse(path.parent.name))
            if (
                content is None
                or attempt > MOST_ATTEMPTS
                or is_answered(self._workspace, known, path, content)
            ):
                continue
            arrival = self.arrival(path, content, mark, attempt)
            if arrival is not None:
                told.append(arrival)
                counts[key] = attempt
        return told, counts

    def overtaken(self) -> Iterator[Arrival]:
        """Yield datasets whose answer no longer holds: what it rests on was replaced or has come, or what stood beside is gone."""
        for drop, contract, last in self._answered():
            basis = self._basis_since(drop, contract, last)
            if basis is not None:
                # With the answer's own time: what it is judged against may return to what it was.
                token = f"basis:{last.decided_at}:{sha256_json(basis)[:DIGITS]}"
                yield Arrival(drop.bureau, drop.period, contract.dataset, token)
            elif self._holds_now(drop, contract, last):
                token = f"alone:{last.decided_at}:{short_key(drop.path)}"
                yield Arrival(drop.bureau, drop.period, contract.dataset, token)

    def outdated(self, periods: Collection[Period]) -> list[Path]:
        """Return the files of some periods that were accepted and have not been looked at since what they rest on changed."""
        return [
            drop.path
            for drop, contract, last in self._answered()
            if drop.period in periods
            and last.accepted
            and self._basis_since(drop, contract, last) is not None
        ]

    def _answered(self) -> Iterator[tuple[Drop, Contract, Receipt]]:
        """Yield each file of figures that lies there, with its contract and the last answer that its dataset had."""
        for drop in scan(self._workspace, self._contracts):
            contract = self._contract(drop.bureau, drop.path)
            if contract is None:
                continue
            last = self._last(drop.bureau, contract.dataset, drop.period, drop.path)
            if last is not None:
                yield drop, contract, last

    def _basis_since(self, drop: Drop, contract: Contract, last: Receipt) -> dict[str, str] | None:
        """Return what a dataset would be judged against now, or None when its answer rests on just that."""
        version = self._contracts.for_period(contract.key, drop.period)
        if version is None or not last.basis:
            return None
        basis = basis_of(self._workspace, self._contracts, version, drop.period)
        is_same = last.basis == basis or self._is_confirmed(contract, drop.period, last, basis)
        return None if is_same else basis

    def _holds_now(self, drop: Drop, contract: Contract, last: Receipt) -> bool:
        """Whether a file is the only one left: others beside which it was refused, or one that replaced it, have gone."""
        is_of_several = any(item.rule == SEVERAL for item in last.findings)
        has_gone = last.accepted and not (self._workspace.raw / last.file["path"]).exists()
        if not is_of_several and not has_gone:
            return False
        beside = scan(self._workspace, self._contracts, drop.period, drop.bureau, contract.dataset)
        return len(beside) == 1 and (
            is_of_several or content_of(self._workspace, drop.path) != last.file["sha256"]
        )

    def _contract(self, bureau: str, path: Path) -> Contract | None:
        """Return the contract of figures that a name comes under."""
        own = (contract for contract in self._contracts.of_bureau(bureau) if matches(contract, path.name))
        contract = next(own, None)
        return None if contract is None or contract.serves else contract

    def _last(self, bureau: str, dataset: str | None, period: Period, path: Path) -> Receipt | None:
        """Return the last receipt of a dataset's place; of the file itself where it comes under no dataset."""
        place = shown_place(self._workspace, path)
        own = [
            receipt
            for receipt in self._receipts(period)
            if receipt.bureau == bureau
            and (receipt.file["path"] == place if dataset is None else receipt.dataset == dataset)
        ]
        return own[-1] if own else None

    def _receipts(self, period: Period) -> list[Receipt]:
        if period not in self._read:
            self._read[period] = receipts(self._workspace, period)
        return self._read[period]

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
