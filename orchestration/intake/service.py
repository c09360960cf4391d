"""Checks of files that carry no figures: answers to queries, corrections, objections. They come after all that a contract can say.

Such files are small, and what they are held against (open queries, today's date) belongs to the one who receives them.
"""

import datetime as dt
from pathlib import Path

from orchestration.contracts import CORRECTIONS, QUERIES, Contract, Contracts, Table
from orchestration.foundation.calendar import local_date
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.answers import answer_findings
from orchestration.intake.corrections import correction_findings
from orchestration.intake.findings import Finding, Listing
from orchestration.intake.ledger import Receipt
from orchestration.intake.objections import DATASET, DECISIONS, OBJECTIONS, objection_findings
from orchestration.intake.queries import queries
from orchestration.intake.staged import Place, StagedTable


def service_findings(
    workspace: Workspace, contracts: Contracts, contract: Contract, receipt: Receipt, staging: Path
) -> list[Finding]:
    """Return what is wrong with answers, corrections or objections that hold to their contract; nothing for files of figures.

    Args:
        workspace: Where the queries stand.
        contracts: All contracts.
        contract: The one of this file.
        receipt: The receipt of the file, as far as it has come.
        staging: The folder with its tables.
    """
    if contract.serves is None and contract.key != DATASET:
        return []
    period = Period.parse(receipt.period)
    today = local_date(dt.datetime.fromisoformat(receipt.received_at))
    tables = {
        table.name: _staged(table, receipt, staging)
        for table in contract.tables
        if table.name in receipt.columns
    }
    staged = tables["rows"]
    listing = Listing()
    if contract.serves == QUERIES:
        asked = (query for query in queries(workspace, contracts, period) if query.bureau == contract.bureau)
        for item in answer_findings(staged, {query.query_id for query in asked}, today):
            listing.add([item])
    if contract.serves == CORRECTIONS:
        for item in correction_findings(staged, contracts, period, today):
            listing.add([item])
    if contract.key == DATASET:
        for item in objection_findings(tables[OBJECTIONS], tables.get(DECISIONS), today):
            listing.add([item])
    return listing.told()


def _staged(table: Table, receipt: Receipt, staging: Path) -> StagedTable:
    columns = receipt.columns[table.name]
    return StagedTable(
        table=table,
        file=receipt.file_name,
        sheet=next((place["sheet"] for place in columns.values()), None),
        places={name: Place(place["column"], place["header"]) for name, place in columns.items()},
        path=staging / f"{table.name}.parquet",
        rows=receipt.rows[table.name],
    )
