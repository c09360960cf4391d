"""Receives files: keep the bytes, identify, open, parse, check, then land or refuse. A dry run does all but write."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from orchestration.contracts import Contract, Contracts, Table
from orchestration.foundation.hashing import sha256_file
from orchestration.foundation.periods import PERIOD_PATTERN, Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.findings import Finding, finding
from orchestration.intake.grids import Grid, OpenedFile, Unreadable, open_file
from orchestration.intake.identify import Drop, check_period, identify, matches, scan
from orchestration.intake.landing import file_refusal, keep_bytes, land, with_rows
from orchestration.intake.ledger import Receipt, read_receipt, stamp
from orchestration.intake.references import check_references, needs_register, read_register
from orchestration.intake.tables import ParsedTable, parse_table


def receive(workspace: Workspace, contracts: Contracts, path: Path, *, now: dt.datetime) -> Receipt:
    """Receive one file that lies in `raw/<bureau>/<period>/`.

    Args:
        workspace: The folders.
        contracts: What may be delivered.
        path: The dropped file; it is read and never changed.
        now: Time of receipt.

    Returns:
        The receipt. The same bytes dropped again for the same place give the receipt that they had.
    """
    drop = Drop(path, path.parent.parent.name, Period.parse(path.parent.name))
    sha256 = sha256_file(path)
    keep_bytes(workspace, path, sha256)
    contract, _ = identify(contracts, drop)
    if contract is not None:
        known = workspace.landed(contract.bureau, contract.dataset, drop.period, sha256) / "receipt.json"
        if known.exists():
            return read_receipt(known)
    contract, receipt, parsed = _examine(workspace, contracts, drop, sha256, now)
    if receipt.accepted and contract is not None:
        land(workspace, contract, receipt, parsed)
    else:
        file_refusal(workspace, receipt)
    return receipt


def check(
    workspace: Workspace, contracts: Contracts, path: Path, period: Period | None = None, *, now: dt.datetime
) -> Receipt:
    """Examine a file as `receive` would and write nothing.

    The bureau and period are those of its folder, when it lies in one; else they are taken from the dataset that its
    name matches and from `period`.
    """
    if PERIOD_PATTERN.fullmatch(path.parent.name):
        drop = Drop(path, path.parent.parent.name, Period.parse(path.parent.name))
    else:
        bureaus = [contract.bureau for contract in contracts if matches(contract, path.name)]
        drop = Drop(path, (bureaus or [path.parent.name])[0], period or Period(now.year))
    return _examine(workspace, contracts, drop, sha256_file(path), now)[1]


def receive_dataset(
    workspace: Workspace, contracts: Contracts, bureau: str, dataset: str, period: Period, *, now: dt.datetime
) -> list[Receipt]:
    """Receive every file that lies there for a dataset and period."""
    contract = contracts.get(bureau, dataset)
    drops = [drop for drop in scan(workspace, period, bureau) if matches(contract, drop.path.name)]
    return [receive(workspace, contracts, drop.path, now=now) for drop in drops]


def receive_strays(
    workspace: Workspace, contracts: Contracts, period: Period, *, now: dt.datetime
) -> list[Receipt]:
    """Receive the files of a period that belong to no dataset of their bureau: each gets its refusal, none is lost."""
    return [
        receive(workspace, contracts, drop.path, now=now)
        for drop in scan(workspace, period)
        if identify(contracts, drop)[1]
    ]


def _blank_receipt(workspace: Workspace, drop: Drop, sha256: str, now: dt.datetime) -> Receipt:
    path = drop.path
    inside = path.is_relative_to(workspace.raw)
    return Receipt(
        submission_id=f"{drop.bureau}.unidentified.{drop.period}.{sha256[:12]}",
        status="refused",
        bureau=drop.bureau,
        dataset=None,
        period=drop.period.code,
        contract_version=None,
        file={
            "name": path.name,
            "path": str(path.relative_to(workspace.raw)) if inside else str(path),
            "sha256": sha256,
            "bytes": path.stat().st_size,
            "format": path.suffix.lower().lstrip("."),
            "encoding": None,
        },
        received_at=stamp(now),
        decided_at=stamp(now),
    )


def _examine(
    workspace: Workspace, contracts: Contracts, drop: Drop, sha256: str, now: dt.datetime
) -> tuple[Contract | None, Receipt, dict[str, ParsedTable]]:
    receipt = _blank_receipt(workspace, drop, sha256, now)
    contract, findings = identify(contracts, drop)
    if contract is None:
        return None, replace(receipt, findings=tuple(findings)), {}
    receipt = replace(
        receipt,
        dataset=contract.dataset,
        contract_version=contract.version,
        submission_id=f"{contract.bureau}.{contract.dataset}.{drop.period}.{sha256[:12]}",
    )
    parsed: dict[str, ParsedTable] = {}
    if not findings:
        receipt, parsed, findings = _read(workspace, contract, drop, receipt)
    if any(item.severity != "QUERY" for item in findings):
        return contract, replace(receipt, findings=tuple(findings)), {}
    accepted = replace(receipt, status="accepted", findings=tuple(findings))
    return contract, with_rows(accepted, parsed, contract.default_vintage), parsed


def _read(
    workspace: Workspace, contract: Contract, drop: Drop, receipt: Receipt
) -> tuple[Receipt, dict[str, ParsedTable], list[Finding]]:
    """Open, parse and check a file, stage by stage; findings are those of the first stage that has any."""
    name = drop.path.name
    register = read_register(workspace, drop.period) if needs_register(contract) else None
    if needs_register(contract) and register is None:
        return receipt, {}, [finding("F09_NO_REGISTER", name, allowed=drop.period.year)]
    try:
        opened = open_file(drop.path, contract.format)
    except Unreadable as error:
        refusal = finding(error.rule, name, value=error.value, column=error.column, row=error.row)
        return receipt, {}, [refusal]
    receipt = replace(receipt, file={**receipt.file, "encoding": opened.encoding})
    parsed, findings = _parse_all(contract, opened, name)
    if _blocking(findings):
        return receipt, {}, findings
    blocking = check_period(contract, drop, [table.layout.title for table in parsed.values()])
    blocking = blocking or check_references(contract, parsed, register, name)
    return receipt, parsed, blocking or findings


def _blocking(findings: list[Finding]) -> bool:
    return any(item.severity != "QUERY" for item in findings)


def _grid_of(opened: OpenedFile, table: Table, alone: bool) -> Grid | None:
    for grid in opened.grids:
        if grid.sheet is None or grid.sheet.strip() == table.sheet:
            return grid
    filled = [grid for grid in opened.grids if any(cell.strip() for row in grid.rows for cell in row)]
    return filled[0] if alone and len(filled) == 1 else None


def _parse_all(
    contract: Contract, opened: OpenedFile, name: str
) -> tuple[dict[str, ParsedTable], list[Finding]]:
    parsed: dict[str, ParsedTable] = {}
    findings: list[Finding] = []
    for table in contract.tables:
        grid = _grid_of(opened, table, alone=len(contract.tables) == 1)
        if grid is None:
            sheets = "、".join(grid.sheet or "" for grid in opened.grids)
            findings.append(finding("S01_SHEET_MISSING", name, value=sheets, allowed=table.sheet))
            continue
        result, found = parse_table(grid, table, name)
        findings += found
        if result is not None:
            parsed[table.name] = result
    return parsed, findings
