"""Receives files: keep the bytes, identify, examine, then land or refuse. A dry run does all but write."""

import datetime as dt
import os
import tempfile
from collections.abc import Collection
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from orchestration.contracts import CORRECTIONS, Contract, Contracts
from orchestration.foundation.errors import UserError
from orchestration.foundation.hashing import sha256_file, sha256_text
from orchestration.foundation.keys import make_key, read_key
from orchestration.foundation.periods import PERIOD_PATTERN, Period
from orchestration.foundation.places import shown_name, shown_place
from orchestration.foundation.workspace import Workspace
from orchestration.intake.basis import basis_of, confirm, is_confirmed
from orchestration.intake.chamber import Fault, examine_apart
from orchestration.intake.corrections import corrections_in_force, split_by_file
from orchestration.intake.examine import Case
from orchestration.intake.findings import Finding, finding, is_blocking
from orchestration.intake.identify import Drop, identify, matches, named_period, scan, scan_irregular
from orchestration.intake.landing import Content, Copy, file_refusal, land, staging_folder
from orchestration.intake.ledger import (
    Receipt,
    accepted_before,
    latest_accepted,
    read_receipt,
    stamp,
    stamp_after,
)
from orchestration.intake.names import NOT_A_FILE, name_findings
from orchestration.intake.protection import has_personal
from orchestration.intake.queries import with_query_ids
from orchestration.intake.service import service_findings


def receive(workspace: Workspace, contracts: Contracts, path: Path, *, now: dt.datetime) -> Receipt:
    """Receive one file that lies in `raw/<bureau>/<period>/`.

    Args:
        workspace: The folders.
        contracts: What may be delivered.
        path: The dropped file; it is read and never changed.
        now: Time of receipt.

    Returns:
        The receipt. The same bytes dropped again for the same place give the receipt that they had, unless they were
        replaced meanwhile and the file that replaced them is gone: then they are received anew.

    Raises:
        UserError: The file does not lie in a bureau's folder for a period.
    """
    drop = _drop(workspace, path)
    unsafe = name_findings(workspace, path)
    is_file = all(item.rule != NOT_A_FILE for item in unsafe)
    with closing(Copy(workspace, path if is_file else None)) as copy:
        contract, findings = (None, unsafe) if unsafe else identify(contracts, drop)
        receipt = _blank_receipt(workspace, drop, contract, copy, now)
        if contract is None or findings:
            return _refused(workspace, copy, replace(receipt, findings=tuple(findings)))
        adds_up = contract.takes_many_files
        known = accepted_before(workspace, contract.key, drop.period, copy.sha256)
        if known and not adds_up and _was_taken_back(workspace, contract, drop.period, known[1]):
            known = None
        basis = basis_of(workspace, contracts, contract, drop.period)
        if known and (adds_up or _still_holds(workspace, contract, drop.period, known, basis)):
            return known[1]
        if not known and not adds_up:
            findings = _several(workspace, contracts, contract, drop, copy.sha256)
        if findings:
            return _refused(workspace, copy, replace(receipt, findings=tuple(findings)))
        key = _key_for(workspace, contracts, contract)
        case = Case(workspace, contracts, contract, drop, copy.path, receipt.submission_id, key)
        with staging_folder(workspace) as staging:
            # Files that add up replace nothing, so a moment may be shared.
            last = None if adds_up else latest_accepted(workspace, contract.key, drop.period)
            receipt = replace(receipt, basis=basis, decided_at=stamp_after(now, last))
            receipt = _judged(case, receipt, staging)
            if not receipt.accepted:
                return _refused(workspace, copy, receipt)
            if known and _says_the_same(receipt, known[1]):
                confirm(known[0], basis)
                return known[1]
            copy.keep()
            land(workspace, contract, receipt, staging)
        return receipt


def _still_holds(
    workspace: Workspace,
    contract: Contract,
    period: Period,
    known: tuple[Path, Receipt],
    basis: dict[str, str],
) -> bool:
    """Whether an accepted submission need not be looked at again: it was replaced, or nothing that it rests on was."""
    folder, receipt = known
    return latest_accepted(workspace, contract.key, period) != folder or is_confirmed(
        folder, basis, receipt.basis
    )


def _says_the_same(receipt: Receipt, other: Receipt) -> bool:
    """Whether two examinations of the same bytes came to the same."""
    return other == replace(
        receipt, received_at=other.received_at, decided_at=other.decided_at, basis=other.basis
    )


def _refused(workspace: Workspace, copy: Copy, receipt: Receipt) -> Receipt:
    copy.keep()
    return file_refusal(workspace, receipt)


def check(
    workspace: Workspace, contracts: Contracts, path: Path, period: Period | None = None, *, now: dt.datetime
) -> Receipt:
    """Examine a file as `receive` would and write nothing.

    The bureau and period are those of its folder when it lies in one. Elsewhere they are those of the dataset that the
    name matches, and `period` or else the period that the name says.

    Raises:
        UserError: The period can't be told.
    """
    drop = _loose_drop(contracts, path, period)
    findings = name_findings(workspace, path)
    if findings:
        nothing = Content(Path(os.devnull), sha256_text(""))
        return replace(_blank_receipt(workspace, drop, None, nothing, now), findings=tuple(findings))
    contract, findings = identify(contracts, drop)
    receipt = _blank_receipt(workspace, drop, contract, Content(path, sha256_file(path)), now)
    if contract is None or findings:
        return replace(receipt, findings=tuple(findings))
    receipt = replace(receipt, basis=basis_of(workspace, contracts, contract, drop.period))
    case = Case(workspace, contracts, contract, drop, path, receipt.submission_id)
    with tempfile.TemporaryDirectory(prefix="jixiao-check-") as folder:
        return _judged(case, receipt, Path(folder))


def receive_dataset(
    workspace: Workspace, contracts: Contracts, bureau: str, dataset: str, period: Period, *, now: dt.datetime
) -> list[Receipt]:
    """Receive every file that lies there for a dataset and period, and before them the corrections of its year."""
    year = Period(period.year)
    for contract in contracts.service:
        if contract.serves == CORRECTIONS and contract.key != (bureau, dataset):
            receive_dataset(workspace, contracts, *contract.key, year, now=now)
    drops = scan(workspace, contracts, period, bureau, dataset)
    return [receive(workspace, contracts, drop.path, now=now) for drop in drops]


def receive_strays(
    workspace: Workspace, contracts: Contracts, period: Period, *, now: dt.datetime
) -> list[Receipt]:
    """Receive the files of a period that carry none of their bureau's figures: answers to queries, and what belongs nowhere.

    The latter, and figures of a year in a quarter's folder or the other way round, get their refusal, and none is lost. To be called when the figures have been received.
    """
    figures = {contract.key for contract in contracts if contract.admits(period)}
    strays = [drop for drop in scan(workspace, contracts, period) if not _carries(contracts, drop, figures)]
    odd = scan_irregular(workspace, period)
    return [receive(workspace, contracts, drop.path, now=now) for drop in (*strays, *odd)]


def _carries(contracts: Contracts, drop: Drop, keys: Collection[tuple[str, str]]) -> bool:
    """Whether a drop comes under one of these datasets."""
    own = contracts.of_bureau(drop.bureau)
    contract = next((item for item in own if matches(item, drop.path.name)), None)
    return contract is not None and contract.key in keys


def _drop(workspace: Workspace, path: Path) -> Drop:
    parent = path.parent
    if parent.parent.parent != workspace.raw or not PERIOD_PATTERN.fullmatch(parent.name):
        raise UserError(
            f"{path} does not lie in {workspace.raw}/<bureau>/<period>/, such as {workspace.raw}/finance/2020/.",
            f"{path} 不在 {workspace.raw}/<部门>/<期别>/ 之下，例如 {workspace.raw}/finance/2020/。",
        )
    return Drop(path, parent.parent.name, Period.parse(parent.name))


def _key_for(workspace: Workspace, contracts: Contracts, contract: Contract) -> Path | None:
    """Return the file of the key that a contract with identifiers of persons needs; made when it is first needed.

    Raises:
        UserError: It is gone, though identifiers have landed under it.
    """
    if not has_personal(contract):
        return None
    if workspace.given_key is None and not any(_has_hashed(workspace, one) for one in contracts):
        make_key(workspace.personal_key)
    read_key(workspace.personal_key)
    return workspace.personal_key


def _has_hashed(workspace: Workspace, contract: Contract) -> bool:
    """Whether identifiers of persons have landed with a dataset: its column may be younger than its submissions."""
    personal = {
        (table.name, column.name)
        for table in contract.tables
        for column in table.columns
        if column.is_personal
    }
    landed = workspace.landing.joinpath(*contract.key).glob("*/*/receipt.json") if personal else ()
    return any(
        field in columns.get(table, ())
        for columns in (read_receipt(path).columns for path in landed)
        for table, field in personal
    )


def _loose_drop(contracts: Contracts, path: Path, period: Period | None) -> Drop:
    if PERIOD_PATTERN.fullmatch(path.parent.name):
        return Drop(path, path.parent.parent.name, period or Period.parse(path.parent.name))
    # Answers are any bureau's, so they must lie in its folder; corrections are one bureau's.
    known: list[Contract] = [
        *contracts,
        *(contract for contract in contracts.service if contract.frequency != "any"),
    ]
    contract = next((item for item in known if matches(item, path.name)), None)
    if contract is None:
        patterns = "、".join(pattern for item in contracts for pattern in item.file_patterns)
        raise UserError(
            f"{path.name} is the name of no dataset. Names that are: {patterns}.",
            f"{path.name} 不是任何数据集的文件名。约定的文件名：{patterns}。",
        )
    told = period or named_period(contract, path.name)
    if told is None:
        example = "2020年一季度" if contract.frequency == "quarter" else "2020年"
        raise UserError(
            f"The period of {path.name} can't be told: name it in the file's name, such as {example}.",
            f"无法判断 {path.name} 的期别：请在文件名中写明，如 {example}。",
        )
    return Drop(path, contract.bureau, told)


def _was_taken_back(workspace: Workspace, contract: Contract, period: Period, known: Receipt) -> bool:
    """Whether another submission replaced this one and its file has gone from `raw/`: the bureau returns to the former one."""
    folder = latest_accepted(workspace, contract.key, period)
    if folder is None:
        return False
    last = read_receipt(folder / "receipt.json")
    dropped = workspace.raw / last.file["path"]
    is_gone = not dropped.is_file() or sha256_file(dropped) != last.file["sha256"]
    return last.file["sha256"] != known.file["sha256"] and is_gone


def _several(
    workspace: Workspace, contracts: Contracts, contract: Contract, drop: Drop, sha256: str
) -> list[Finding]:
    """Refuse when other new files lie beside this one for the same place: which of them came last can't be told."""
    beside = scan(workspace, contracts, drop.period, contract.bureau, contract.dataset)
    hashes = {other.path.name: sha256_file(other.path) for other in beside if other.path != drop.path}
    others = [
        name
        for name, other in sorted(hashes.items())
        if other != sha256 and accepted_before(workspace, contract.key, drop.period, other) is None
    ]
    return (
        [finding("F10_SEVERAL_FILES", drop.path.name, value="、".join(map(shown_name, others)))]
        if others
        else []
    )


def _blank_receipt(
    workspace: Workspace, drop: Drop, contract: Contract | None, content: Content, now: dt.datetime
) -> Receipt:
    path, sha256, bureau = drop.path, content.sha256, shown_name(drop.bureau)
    inside = path.is_relative_to(workspace.raw)
    return Receipt(
        submission_id=f"{bureau}.{contract.dataset if contract else 'unidentified'}.{drop.period}.{sha256[:12]}",
        status="refused",
        bureau=bureau,
        dataset=contract.dataset if contract else None,
        period=drop.period.code,
        contract_version=contract.version if contract else None,
        file={
            "name": shown_name(path.name),
            "path": shown_place(workspace, path) if inside else str(Path(*map(shown_name, path.parts))),
            "sha256": sha256,
            "bytes": content.path.stat().st_size,
            "format": path.suffix.lower().lstrip("."),
            "encoding": None,
        },
        received_at=stamp(now),
        decided_at=stamp(now),
    )


def _judged(case: Case, receipt: Receipt, staging: Path) -> Receipt:
    """Examine a file in a process of its own and return the receipt with what came of it."""
    period, key, sha256 = case.drop.period, case.contract.key, receipt.file["sha256"]
    of_place = corrections_in_force(case.workspace, key, period)
    own, stale = split_by_file(of_place, sha256, case.name)
    if stale:
        return replace(receipt, findings=tuple(stale))
    case = replace(case, corrections=own)
    try:
        found = examine_apart(case, staging)
    except Fault as fault:
        told = finding("X03_FAULT", case.name, value=sha256_text(str(fault))[:10])
        return replace(receipt, status="fault", findings=(told,), fault=str(fault))
    receipt = replace(
        receipt,
        file={**receipt.file, "encoding": found.encoding, "delimiter": found.delimiter},
        findings=with_query_ids(*key, period, found.findings),
    )
    if is_blocking(found.findings):
        return receipt
    receipt = replace(
        receipt,
        rows=found.rows,
        synthetic_rows=found.synthetic_rows,
        is_synthetic=any(found.synthetic_rows.values()),
        columns=found.columns,
        units=found.units,
        notes=found.notes,
        landed={path.stem: sha256_file(path) for path in sorted(staging.glob("*.parquet"))},
        template=found.template,
        corrections=found.corrections,
        coverage=found.coverage,
    )
    wrong = service_findings(case.workspace, case.contracts, case.contract, receipt, staging)
    return replace(receipt, findings=tuple(wrong)) if wrong else replace(receipt, status="accepted")
