"""Puts an accepted submission, or the receipt of a refused one, into the warehouse: whole folders by rename, never changed again."""

import hashlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.contracts import Contract, cells_schema, landing_schema
from orchestration.foundation.atomic import fsync_folder, new_folder, write_json
from orchestration.foundation.hashing import sha256_file
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.arrays import chosen, constant, differing
from orchestration.intake.ledger import Receipt, read_receipt
from orchestration.intake.sheets import column_letter
from orchestration.intake.statements import NATURE, VINTAGE, by_row, impersonal
from orchestration.intake.tables import ParsedTable

BLOCK = 1024 * 1024


def keep_bytes(workspace: Workspace, path: Path) -> Path:
    """Copy a dropped file to where its bytes are kept for ever.

    Returns:
        The kept file, named after the hash of what was copied: a file that is being written to meanwhile can't be
        checked as one thing and kept as another.
    """
    kept = workspace.received(sha256_file(path))
    if kept.exists():
        return kept
    folder = kept.parent.parent
    folder.mkdir(parents=True, exist_ok=True)
    digest, (handle, name) = hashlib.sha256(), tempfile.mkstemp(prefix=".", suffix=".tmp", dir=folder)
    temporary = Path(name)
    try:
        with path.open("rb") as source, os.fdopen(handle, "wb") as copy:
            while block := source.read(BLOCK):
                digest.update(block)
                copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())
        temporary.chmod(0o444)
        kept = workspace.received(digest.hexdigest())
        kept.parent.mkdir(exist_ok=True)
        temporary.rename(kept)
        fsync_folder(kept.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return kept


def vintages(parsed: ParsedTable, contract: Contract) -> pa.StringArray:
    """Return each row's vintage."""
    column = parsed.landed.get("vintage")
    return by_row(column, parsed.words, VINTAGE, contract.default_vintage, len(parsed))


def natures(parsed: ParsedTable) -> pa.StringArray:
    """Return whether each row is real or synthetic."""
    return by_row(parsed.landed.get("data_nature"), parsed.words, NATURE, "real", len(parsed))


def landed_table(parsed: ParsedTable, contract: Contract, receipt: Receipt) -> pa.Table:
    """Return a table as it lands: the contract's columns as text, and where each row stood."""
    size = len(parsed)
    columns: dict[str, pa.Array[Any]] = {
        **parsed.landed,
        "_submission_id": constant(receipt.submission_id, size),
        "_sheet": constant(parsed.sheet.name, size),
        "_row": pa.array(parsed.rows.numbers),
        "_period": constant(receipt.period, size),
        "_vintage": vintages(parsed, contract),
        "_data_nature": natures(parsed),
    }
    return pa.table(columns, schema=landing_schema(parsed.table))


def changed_cells(parsed: ParsedTable, submission_id: str) -> pa.Table:
    """Return the cells whose landed text is not what stands in the file, or that say why they have no value."""
    parts = []
    for column in parsed.table.columns:
        if parsed.place(column.name) is None:
            continue
        texts, reasons = parsed.texts(column.name), parsed.reasons.get(column.name)
        differs = differing(texts, parsed.landed[column.name])
        if reasons is not None:
            differs |= reasons.is_valid().to_numpy(zero_copy_only=False)
        size = int(differs.sum())
        parts.append(
            pa.table(
                {
                    "_submission_id": constant(submission_id, size),
                    "table_name": constant(parsed.table.name, size),
                    "_row": pa.array(parsed.rows.numbers[differs]),
                    "field_name": constant(column.name, size),
                    "raw_text": chosen(texts, differs),
                    "missing_reason": constant(None, size) if reasons is None else chosen(reasons, differs),
                },
                schema=cells_schema(),
            )
        )
    return pa.concat_tables([cells_schema().empty_table(), *parts])


def land(
    workspace: Workspace, contract: Contract, receipt: Receipt, parsed: Mapping[str, ParsedTable]
) -> Path:
    """Write an accepted submission; returns its folder, numbered when the same bytes were accepted before."""
    period, sha256 = Period.parse(receipt.period), receipt.file["sha256"]
    first = workspace.landed(contract.bureau, contract.dataset, period, sha256)
    before = len(list(first.parent.glob(f"{first.name}*")))
    final = first.with_name(f"{first.name}-{before + 1:02d}") if before else first
    cells = pa.concat_tables([changed_cells(table, receipt.submission_id) for table in parsed.values()])
    with new_folder(final) as folder:
        for name, table in parsed.items():
            pq.write_table(
                landed_table(table, contract, receipt), folder / f"{name}.parquet", compression="zstd"
            )
        pq.write_table(cells, folder / "cells.parquet", compression="zstd")
        write_json(folder / "receipt.json", receipt.as_dict())
    return final


def file_refusal(workspace: Workspace, receipt: Receipt) -> Receipt:
    """Write the receipt of a refused file, unless the last refusal of the same file said the same.

    Returns:
        The receipt that stands in the ledger.
    """
    parent = workspace.refused / receipt.bureau / receipt.period
    stem = receipt.file["sha256"][:16]
    earlier = sorted(parent.glob(f"{stem}-*/receipt.json"))
    if earlier:
        last = read_receipt(earlier[-1])
        if last.findings == receipt.findings and last.file == receipt.file:
            return last
    with new_folder(parent / f"{stem}-{len(earlier) + 1:02d}") as folder:
        write_json(folder / "receipt.json", receipt.as_dict())
    return receipt


def with_rows(receipt: Receipt, parsed: Mapping[str, ParsedTable]) -> Receipt:
    """Return the receipt with what its tables hold: rows, synthetic rows, where each column stands, words around."""
    synthetic = {name: natures(table).to_pylist().count("synthetic") for name, table in parsed.items()}
    return replace(
        receipt,
        rows={name: len(table) for name, table in parsed.items()},
        synthetic_rows=synthetic,
        is_synthetic=any(synthetic.values()),
        columns={name: _columns(table) for name, table in parsed.items()},
        notes=impersonal(word for table in parsed.values() for word in table.words),
    )


def _columns(parsed: ParsedTable) -> dict[str, dict[str, str | None]]:
    places = {column.name: parsed.place(column.name) for column in parsed.table.columns}
    return {
        name: {
            "header": parsed.header.shown(place),
            "column": column_letter(place),
            "sheet": parsed.sheet.name,
        }
        for name, place in places.items()
        if place is not None
    }
