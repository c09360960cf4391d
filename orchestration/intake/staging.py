"""Writes the tables of a file that is being examined, block by block, in the form in which they would land.

The folder is the examiner's own; that a submission is accepted, and where it goes then, is `landing`'s work.
"""

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.contracts import Contract, cells_schema, landing_schema
from orchestration.foundation.keys import KEY_BYTES
from orchestration.intake.arrays import Mask, Texts, as_mask, kernels
from orchestration.intake.protection import protected
from orchestration.intake.staged import StagedTable
from orchestration.intake.statements import NATURE, VINTAGE, by_row
from orchestration.intake.tables import Located, ReadRows

ROW_FIELD = "_row"
CELLS = "cells"


class Staging:
    """The tables of one file on their way to the landing zone.

    Args:
        folder: Where to write; must exist.
        contract: The contract.
        control: What the control fields of every row say: `_submission_id` and `_period`.
        key: Under which identifiers of persons are hashed; one of the moment when it is not given, as in a dry run.
    """

    def __init__(
        self, folder: Path, contract: Contract, control: Mapping[str, str], key: bytes | None = None
    ) -> None:
        self._folder = folder
        self._contract = contract
        self._control = control
        self._key = key or secrets.token_bytes(KEY_BYTES)
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._plain: dict[str, frozenset[str]] = {}
        self._cells = pq.ParquetWriter(folder / f"{CELLS}.parquet", cells_schema(), compression="zstd")
        self.rows: dict[str, int] = {}
        self.synthetic_rows: dict[str, int] = {}

    def write(self, read: ReadRows, words: Iterable[str]) -> None:
        """Write rows of a table.

        Args:
            read: The rows.
            words: The words around the table, which state what holds for rows that don't say it themselves.
        """
        name, told = read.table.name, tuple(words)
        cells = changed_cells(read, self._control["_submission_id"])
        read = replace(read, landed=protected(read.landed, read.table, self._key))
        plain = self._plain.setdefault(name, _plain_fields(read))
        table, synthetic = landed_rows(read, told, self._contract, self._control, plain)
        if name not in self._writers:
            self._writers[name] = self._writer(read.located, table.schema)
        self._writers[name].write_table(table, row_group_size=max(len(read), 1))
        self._cells.write_table(cells)
        self.rows[name] = self.rows.get(name, 0) + len(read)
        self.synthetic_rows[name] = self.synthetic_rows.get(name, 0) + synthetic

    def _writer(self, located: Located, schema: pa.Schema) -> pq.ParquetWriter:
        path = self._folder / f"{located.table.name}.parquet"
        encoded: Any = [field.name for field in schema if pa.types.is_dictionary(field.type)]
        return pq.ParquetWriter(
            path,
            schema,
            compression="zstd",
            # Without Arrow's own note, every reader sees plain text.
            store_schema=False,
            # Statistics serve those who look for single rows; here they would take half of the writing.
            write_statistics=False,
            use_dictionary=encoded,
            column_encoding={ROW_FIELD: "DELTA_BINARY_PACKED"},
        )

    def close(self) -> None:
        """Finish the files."""
        for writer in (*self._writers.values(), self._cells):
            writer.close()

    def table(self, located: Located) -> StagedTable:
        """Return a finished table for the checks that look at all of it."""
        name = located.table.name
        return StagedTable(
            table=located.table,
            file=located.file,
            sheet=located.sheet.name,
            places=located.places(),
            path=self._folder / f"{name}.parquet",
            rows=self.rows[name],
        )


def landed_rows(
    read: ReadRows,
    words: tuple[str, ...],
    contract: Contract,
    control: Mapping[str, str],
    plain: Collection[str] = (),
) -> tuple[pa.Table, int]:
    """Return rows as they land (the contract's columns as text, and where each row stood), and how many are synthetic.

    The fields named in `plain` are written text by text, the others with each text once.
    """
    size, table = len(read), read.table
    vintage = by_row(read.landed.get("vintage"), words, VINTAGE, contract.default_vintage, size)
    nature = by_row(read.landed.get("data_nature"), words, NATURE, "real", size)
    texts = {
        **{name: Texts.constant(None, size) for name in table.landing_names},
        **read.landed,
        "_submission_id": Texts.constant(control["_submission_id"], size),
        "_sheet": Texts.constant(read.located.sheet.name, size),
        "_period": Texts.constant(control["_period"], size),
        "_vintage": vintage,
        "_data_nature": nature,
    }
    columns: dict[str, Any] = {
        field.name: pa.array(read.rows.numbers)
        if field.name == ROW_FIELD
        else texts[field.name].strings()
        if field.name in plain
        else texts[field.name].as_arrow()
        for field in landing_schema(table)
    }
    synthetic = int(nature.spread(as_mask(kernels.equal(nature.values, "synthetic"))).sum())
    return pa.table(columns), synthetic


def _plain_fields(read: ReadRows) -> frozenset[str]:
    """Return the fields whose values hardly repeat: they are written as they are."""
    return frozenset(name for name, texts in read.landed.items() if texts.is_plain)


def changed_cells(read: ReadRows, submission_id: str) -> pa.Table:
    """Return the cells whose landed text is not what stands in the file, or that say why they have no value.

    What stands in a column for persons is told nowhere.
    """
    parts = []
    for column in read.table.columns:
        if read.located.place(column.name) is None or column.is_personal:
            continue
        texts, landed, reasons = (
            read.original(column.name),
            read.landed[column.name],
            read.reasons.get(column.name),
        )
        differs = _differing(texts, landed)
        if reasons is not None:
            differs |= reasons.spread(as_mask(reasons.values.is_valid()))
        size = int(differs.sum())
        if size:
            parts.append(
                pa.table(
                    {
                        "_submission_id": pa.repeat(submission_id, size),
                        "table_name": pa.repeat(read.table.name, size),
                        "_row": pa.array(read.rows.numbers[differs]),
                        "field_name": pa.repeat(column.name, size),
                        "raw_text": texts.chosen(differs).strings(),
                        "missing_reason": pa.nulls(size, pa.string())
                        if reasons is None
                        else reasons.chosen(differs).strings(),
                    },
                    schema=cells_schema(),
                )
            )
    return pa.concat_tables([cells_schema().empty_table(), *parts])


def _differing(texts: Texts, landed: Texts) -> Mask:
    """Return in which rows both columns have a value and not the same."""
    if texts.codes is landed.codes:
        return texts.spread(as_mask(kernels.not_equal(texts.values, landed.values)))
    return as_mask(kernels.not_equal(texts.strings(), landed.strings()))
