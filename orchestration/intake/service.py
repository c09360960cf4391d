"""Checks of files that carry no figures: answers to queries, and corrections. They come after all that a contract can say.

Such files are small, and what they are held against (open queries, today's date) belongs to the one who receives them.
"""

import datetime as dt
from pathlib import Path

from orchestration.contracts import CORRECTIONS, QUERIES, Contract, Contracts
from orchestration.foundation.calendar import local_date
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.answers import answer_findings
from orchestration.intake.corrections import correction_findings
from orchestration.intake.findings import Finding, Listing
from orchestration.intake.ledger import Receipt
from orchestration.intake.queries import queries
from orchestration.intake.staged import Place, StagedTable


def service_findings(
    workspace: Workspace, contracts: Contracts, contract: Contract, receipt: Receipt, staging: Path
) -> list[Finding]:
    """Return what is wrong with answers or corrections that hold to their contract; nothing for files of figures.

    Args:
        workspace: Where the queries stand.
        contracts: All contracts.
        contract: The one of this file.
        receipt: The receipt of the file, as far as it has come.
        staging: The folder with its tables.
    """
    if contract.serves is None:
        return []
    period = Period.parse(receipt.period)
    today = local_date(dt.datetime.fromisoformat(receipt.received_at))
    staged = _staged(contract, receipt, staging)
    listing = Listing()
    if contract.serves == QUERIES:
        asked = (query for query in queries(workspace, contracts, period) if query.bureau == contract.bureau)
        for item in answer_findings(staged, {query.query_id for query in asked}, today):
            listing.add([item])
    if contract.serves == CORRECTIONS:
        for item in correction_findings(staged, contracts, period, today):
            listing.add([item])
    return listing.told()


def _staged(contract: Contract, receipt: Receipt, staging: Path) -> StagedTable:
    table = contract.tables[0]
    columns = receipt.columns[table.name]
    return StagedTable(
        table=table,
        file=receipt.file_name,
        sheet=next((place["sheet"] for place in columns.values()), None),
        places={name: Place(place["column"], place["header"]) for name, place in columns.items()},
        path=staging / f"{table.name}.parquet",
        rows=receipt.rows[table.name],
    )
