"""Who has delivered what for a period: contract by contract, from the ledger and the contracts' deadlines."""

import datetime as dt
from dataclasses import dataclass

from orchestration.contracts import Contracts
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.ledger import receipts


@dataclass(frozen=True)
class DeliveryStatus:
    """One line of the delivery table: `status` is accepted, refused, awaited or missing (past its deadline)."""

    bureau_name_zh: str
    dataset_name_zh: str
    status: str
    due: dt.date
    file_name: str | None
    findings: int


def status(
    workspace: Workspace, contracts: Contracts, period: Period, *, now: dt.datetime
) -> list[DeliveryStatus]:
    """Return one line per dataset that is due for a period: a year's quarterly datasets are listed under their quarters."""
    newest = {(r.bureau, r.dataset): r for r in receipts(workspace, period)}
    lines = []
    for contract in contracts:
        if contract.frequency != period.kind:
            continue
        receipt = newest.get(contract.key)
        due = period.end + dt.timedelta(days=contract.deadline_days)
        undelivered = "awaited" if now.date() <= due else "missing"
        lines.append(
            DeliveryStatus(
                bureau_name_zh=contract.bureau_name_zh,
                dataset_name_zh=contract.name_zh,
                status=receipt.status if receipt else undelivered,
                due=due,
                file_name=receipt.file_name if receipt else None,
                findings=len(receipt.findings) if receipt else 0,
            )
        )
    return lines
