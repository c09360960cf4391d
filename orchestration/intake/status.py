"""Who has delivered what for a period: dataset by dataset, from the ledger, the open queries and the contracts' deadlines.

Says what stands and what comes next; how it is shown, and whom it reminds, is decided elsewhere.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from orchestration.contracts import Contract, Contracts
from orchestration.foundation.calendar import local_date
from orchestration.foundation.periods import Period
from orchestration.foundation.places import dropped_at
from orchestration.foundation.workspace import Workspace
from orchestration.intake.answered import content_answered, content_of
from orchestration.intake.ledger import Receipt, receipts
from orchestration.intake.queries import open_queries

ACCEPTED, LATE, REFUSED, FAULT, MISSING, AWAITED = STATUSES = (
    "accepted",
    "late",
    "refused",
    "fault",
    "missing",
    "awaited",
)


@dataclass(frozen=True)
class DeliveryStatus:
    """What stands of one dataset and period.

    Attributes:
        bureau: Code of the bureau.
        bureau_name_zh: Its name.
        dataset: Code of the dataset; None for a file that belongs to none.
        dataset_name_zh: Its name.
        period: Code of the period.
        status: `accepted`; `late`, accepted after its deadline; `refused`, the file that lies there was; `fault`, our system
            failed on it; `missing`, nothing by the deadline; `awaited`, nothing yet.
        is_required: Whether the evaluation can't do without.
        due: The last day on which it is in time, in Shanghai; None where nothing is due.
        days_late: Days between deadline and delivery, or today while nothing is accepted; 0 when in time.
        received_at: When the file that is spoken of was received, ISO 8601; None without one.
        file_name: Its name.
        findings: Errors of a refused file.
        open_queries: Queries about the accepted figures that nobody has answered.
        replaced: How many accepted submissions were replaced by later ones.
    """

    bureau: str
    bureau_name_zh: str
    dataset: str | None
    dataset_name_zh: str
    period: str
    status: str
    is_required: bool
    due: dt.date | None
    days_late: int
    received_at: str | None = None
    file_name: str | None = None
    findings: int = 0
    open_queries: int = 0
    replaced: int = 0

    @property
    def is_settled(self) -> bool:
        """Whether the bureau has nothing left to do."""
        return self.status in (ACCEPTED, LATE) and not self.open_queries

    def as_dict(self) -> dict[str, Any]:
        """Return it for JSON."""
        due = self.due.isoformat() if self.due else None
        return {**asdict(self), "due": due, "is_settled": self.is_settled}


def status(
    workspace: Workspace, contracts: Contracts, period: Period, *, now: dt.datetime
) -> list[DeliveryStatus]:
    """Return a line per dataset and period that is due: for a year its yearly datasets and those of its quarters.

    What the evaluation can do without is not waited for: it has a line once there is a file.
    Files that belong to no dataset, or that say something about figures, follow where they were refused and still lie there.
    """
    lines: list[DeliveryStatus] = []
    for when in (period, *(period.quarters if period.kind == "year" else ())):
        received = receipts(workspace, when)
        asked = Counter((query.bureau, query.dataset) for query in open_queries(workspace, contracts, when))
        for contract in contracts:
            version = contracts.for_period(contract.key, when)
            if contract.frequency == when.kind and version is not None:
                own = [r for r in received if (r.bureau, r.dataset) == contract.key]
                last = _last(workspace, own)
                if last is None and not contract.required_for_annual:
                    continue
                line = _line(version, when, own, last, today=local_date(now))
                lines.append(replace(line, open_queries=asked[contract.key]))
        due = {(line.bureau, line.dataset) for line in lines if line.period == when.code}
        lines += _others(
            workspace, contracts, when, [r for r in received if (r.bureau, r.dataset) not in due]
        )
    return sorted(lines, key=lambda line: (line.bureau, line.period, line.dataset is None))


def _line(
    contract: Contract, period: Period, own: Sequence[Receipt], last: Receipt | None, *, today: dt.date
) -> DeliveryStatus:
    accepted = [receipt for receipt in own if receipt.accepted]
    due, day = contract.due(period), today
    told = AWAITED if today <= due else MISSING
    if accepted:
        # In time is who delivered in time, however often figures were corrected since.
        day = local_date(dt.datetime.fromisoformat(accepted[0].received_at))
    if last is not None:
        told = (LATE if day > due else ACCEPTED) if last.accepted else last.status
    return DeliveryStatus(
        bureau=contract.bureau,
        bureau_name_zh=contract.bureau_name_zh,
        dataset=contract.dataset,
        dataset_name_zh=contract.name_zh,
        period=period.code,
        status=told,
        is_required=contract.required_for_annual,
        due=due,
        days_late=max((day - due).days, 0),
        received_at=last.received_at if last else None,
        file_name=last.file_name if last else None,
        findings=0 if last is None or last.accepted else len(last.findings),
        replaced=max(len({receipt.file["sha256"] for receipt in accepted}) - 1, 0),
    )


def _last(workspace: Workspace, own: Sequence[Receipt]) -> Receipt | None:
    """Return the receipt that tells how things stand: the last one, unless what it refused has been taken away since."""
    standing = [receipt for receipt in own if receipt.accepted or _lies_there(workspace, receipt)]
    return standing[-1] if standing else None


def _lies_there(workspace: Workspace, receipt: Receipt) -> bool:
    path = dropped_at(workspace, receipt.file["path"])
    return path is not None and content_of(workspace, path) == content_answered(receipt)


def _others(
    workspace: Workspace, contracts: Contracts, period: Period, received: Iterable[Receipt]
) -> Iterator[DeliveryStatus]:
    """Yield a line for each refused file that still lies there and is of no dataset that is due, or carries no figures."""
    names = {contract.bureau: contract.bureau_name_zh for contract in contracts}
    said = {contract.dataset: contract.name_zh for contract in (*contracts, *contracts.service)}
    last = {receipt.file["path"]: receipt for receipt in received}
    for receipt in last.values():
        if not receipt.accepted and _lies_there(workspace, receipt):
            yield DeliveryStatus(
                bureau=receipt.bureau,
                bureau_name_zh=names.get(receipt.bureau, receipt.bureau),
                dataset=receipt.dataset,
                dataset_name_zh=said.get(str(receipt.dataset), "未归类文件"),
                period=period.code,
                status=receipt.status,
                is_required=False,
                due=None,
                days_late=0,
                received_at=receipt.received_at,
                file_name=receipt.file_name,
                findings=len(receipt.findings),
            )
