"""Puts an accepted submission, or the receipt of a refused one, into the warehouse: whole folders by rename, never changed again."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.contracts import Contract, cells_schema, landing_schema
from orchestration.foundation.atomic import fsync_file, fsync_folder, new_folder, write_json
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.ledger import Receipt, read_receipt
from orchestration.intake.tables import ParsedTable, row_statements


def keep_bytes(workspace: Workspace, path: Path, sha256: str) -> None:
    """Copy a dropped file to where its bytes are kept for ever; nothing is done when they are there."""
    kept = workspace.received(sha256)
    if kept.exists():
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    temporary = kept.with_name(f".{sha256}.tmp")
    shutil.copyfile(path, temporary)
    fsync_file(temporary)
    temporary.rename(kept)
    fsync_folder(kept.parent)


def _landed_table(parsed: ParsedTable, receipt: Receipt, default_vintage: str) -> pa.Table:
    vintages, natures = row_statements(parsed, default_vintage)
    size = len(parsed.numbers)
    data = {
        **parsed.columns,
        "_submission_id": [receipt.submission_id] * size,
        "_sheet": [parsed.sheet] * size,
        "_row": parsed.numbers,
        "_period": [receipt.period] * size,
        "_vintage": vintages,
        "_data_nature": natures,
    }
    return pa.table(data, schema=landing_schema(parsed.table))


def _readings(parsed: Mapping[str, ParsedTable], submission_id: str) -> pa.Table:
    rows = [
        (submission_id, name, number, field, raw, reason)
        for name, table in parsed.items()
        for number, field, raw, reason in table.readings
    ]
    columns: list[list[object]] = [list(column) for column in zip(*rows, strict=True)] or [
        [] for _ in cells_schema()
    ]
    return pa.table(dict(zip(cells_schema().names, columns, strict=True)), schema=cells_schema())


def land(
    workspace: Workspace, contract: Contract, receipt: Receipt, parsed: Mapping[str, ParsedTable]
) -> Path:
    """Write an accepted submission; returns its folder."""
    period, sha256 = Period.parse(receipt.period), receipt.file["sha256"]
    final = workspace.landed(contract.bureau, contract.dataset, period, sha256)
    with new_folder(final) as folder:
        for name, table in parsed.items():
            landed = _landed_table(table, receipt, contract.default_vintage)
            pq.write_table(landed, folder / f"{name}.parquet", compression="zstd")
        pq.write_table(_readings(parsed, receipt.submission_id), folder / "cells.parquet", compression="zstd")
        write_json(folder / "receipt.json", receipt.as_dict())
    return final


def file_refusal(workspace: Workspace, receipt: Receipt) -> Path:
    """Write the receipt of a refused file, unless the last refusal of the same bytes said the same."""
    parent = workspace.refused / receipt.bureau / receipt.period
    stem = receipt.file["sha256"][:16]
    earlier = sorted(parent.glob(f"{stem}-*/receipt.json"))
    if earlier:
        last = read_receipt(earlier[-1])
        if last.findings == receipt.findings and last.file == receipt.file:
            return earlier[-1].parent
    final = parent / f"{stem}-{len(earlier) + 1:02d}"
    with new_folder(final) as folder:
        write_json(folder / "receipt.json", receipt.as_dict())
    return final


def with_rows(receipt: Receipt, parsed: Mapping[str, ParsedTable], default_vintage: str) -> Receipt:
    """Return the receipt with what its tables hold: rows, synthetic rows, where each column stands, words around."""
    synthetic = {
        name: row_statements(table, default_vintage)[1].count("synthetic") for name, table in parsed.items()
    }
    return replace(
        receipt,
        rows={name: len(table.numbers) for name, table in parsed.items()},
        synthetic_rows=synthetic,
        is_synthetic=any(synthetic.values()),
        columns={name: table.where() for name, table in parsed.items()},
        notes=tuple(dict.fromkeys(note for table in parsed.values() for note in table.layout.notes)),
    )
