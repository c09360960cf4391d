"""Writes an `inputs/` folder from plain rows, as a build lays it out: for made-up years, by hand or at random.

Knows the layout of docs/architecture.md and the contracts' landing schemas, nothing of what the rows mean.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.utils import get_column_letter

from orchestration.contracts import Contracts, landing_schema, load_contracts
from orchestration.evaluation.comments import read_rules, write_matches
from orchestration.evaluation.inputs import BUILD_TABLES
from orchestration.foundation.workspace import REPOSITORY

FIRST_ROW = 4
COMMENT_MATCHES = "build__comment_matches"
Row = dict[str, Any]
# The quarter that a made-up year is monitored in.
MONITORED = 3


@dataclass(frozen=True)
class Empty:
    """A cell without a value that says why."""

    raw_text: str
    reason: str


# What receiving notes of a cell that was left blank.
BLANK = Empty("", "not_published")
NOT_APPLICABLE = Empty("—", "not_applicable")
NOT_PUBLISHED = Empty("…", "not_published")
NOT_PRODUCED = Empty("未产生数据", "not_produced")
SUPPRESSED = Empty("***", "suppressed")
TOO_SMALL = Empty("样本过少", "too_small")
TOO_NEW = Empty("新设", "too_new")
REFUSED = Empty("拒报", "refused")

Fields = Mapping[str, str | Empty | None]


@dataclass(repr=False)
class LandingSite:
    """Rows as they land, dataset by dataset, and what a build says of itself."""

    year: int = 2020
    kind: str = "annual"
    contracts: Contracts = field(default_factory=lambda: load_contracts(REPOSITORY / "raw"))
    tables: dict[tuple[str, str], list[Row]] = field(default_factory=dict)
    cells: list[Row] = field(default_factory=list)
    previous: list[Row] = field(default_factory=list)
    previous_appraisal: list[Row] = field(default_factory=list)
    previous_bounds: list[Row] = field(default_factory=list)
    previous_uncertainty: list[Row] = field(default_factory=list)
    state_date: str | None = None

    def __repr__(self) -> str:
        return f"<{self.kind} {self.year}: {sum(map(len, self.tables.values()))} rows>"

    def land(self, source: str, period: str, rows: Iterable[Fields], vintage: str = "final") -> None:
        """Add rows of a source (`bureau__dataset__table`) for a period; columns that are not named stay empty."""
        bureau, dataset, table = source.split("__")
        submission = (
            f"{bureau}.{dataset}.{period}.{sha256(f'{bureau}.{dataset}.{period}'.encode()).hexdigest()[:12]}"
        )
        contract = self.contracts.get(bureau, dataset)
        columns = next(item for item in contract.tables if item.name == table).columns
        landed = self.tables.setdefault((source, period), [])
        for fields in rows:
            row_number = FIRST_ROW + len(landed)
            control = {
                "_submission_id": submission,
                "_sheet": None if contract.format == "csv" else table,
                "_row": row_number,
                "_period": period,
                "_vintage": fields.get("_vintage", vintage),
                "_data_nature": "synthetic",
            }
            values = {column.name: fields.get(column.name) for column in columns}
            for column in columns:
                value = values[column.name]
                if isinstance(value, Empty):
                    self._say_why(submission, table, row_number, column.name, value)
                    values[column.name] = None
                elif value is None and column.missing_allowed:
                    self._say_why(submission, table, row_number, column.name, BLANK)
            landed.append({**values, **control})

    def _say_why(self, submission: str, table: str, row: int, name: str, cell: Empty) -> None:
        place = {"_submission_id": submission, "table_name": table, "_row": row, "field_name": name}
        self.cells.append({**place, "raw_text": cell.raw_text, "missing_reason": cell.reason})

    def write(self, inputs: Path) -> None:
        """Write the folder; it must not exist."""
        for contract in self.contracts:
            for table in contract.tables:
                source = f"{contract.bureau}__{contract.dataset}__{table.name}"
                schema = landing_schema(table)
                _write(inputs, source, "none", [], schema)
                for period in sorted(period for name, period in self.tables if name == source):
                    _write(inputs, source, period, self.tables[source, period], schema)
        own: dict[str, list[Row]] = {
            "build__cells": self.cells,
            "build__parameters": [self._parameters()],
            "build__submissions": self._submissions(),
            "build__columns": self._columns(),
            "build__previous_results": self.previous,
            "build__previous_bounds": self.previous_bounds,
            "build__previous_appraisal": self.previous_appraisal,
            "build__previous_uncertainty": self.previous_uncertainty,
        }
        for source in BUILD_TABLES.keys() - {COMMENT_MATCHES}:
            _write(inputs, source, "all", own.get(source, []), BUILD_TABLES[source])
        rules = self.tables.get(("efficiency_office__scheme__comment_rules", str(self.year)), ())
        survey = inputs / "survey__responses__rows" / f"{self.year}.parquet"
        surveys = [survey] if survey.exists() and self.kind == "annual" else []
        write_matches(inputs / COMMENT_MATCHES, read_rules(rules), surveys)

    def _parameters(self) -> Row:
        return {
            "release_kind": self.kind,
            "period_code": str(self.year) if self.kind == "annual" else f"{self.year}Q{MONITORED}",
            "period_year": self.year,
            "release_id": f"{self.kind}-{self.year}-oracle",
            "previous_release_id": f"{self.kind}-{self.year - 1}-oracle" if self.previous else None,
            "is_synthetic": True,
            "code_version": "test",
            "state_date": self.state_date,
        }

    def _submissions(self) -> list[Row]:
        found: dict[str, Row] = {}
        for (source, period), rows in self.tables.items():
            bureau, dataset, _ = source.split("__")
            for row in rows[:1]:
                known = found.setdefault(row["_submission_id"], {"row_count": 0})
                known["row_count"] += len(rows)
                known.update(
                    submission_id=row["_submission_id"],
                    bureau_code=bureau,
                    dataset_code=dataset,
                    period_code=period,
                    period_year=int(period[:4]),
                    period_quarter=int(period[5:]) if "Q" in period else None,
                    file_name=f"{dataset}-{period}",
                    file_sha256=sha256(row["_submission_id"].encode()).hexdigest(),
                    contract_version="1.0.0",
                    is_synthetic=True,
                )
        return [found[name] for name in sorted(found)]

    def _columns(self) -> list[Row]:
        rows = []
        for (source, _), landed in self.tables.items():
            bureau, dataset, name = source.split("__")
            table = next(item for item in self.contracts.get(bureau, dataset).tables if item.name == name)
            for submission in {row["_submission_id"] for row in landed}:
                for number, column in enumerate(table.columns):
                    place = {"submission_id": submission, "table_name": name, "field_name": column.name}
                    letter = get_column_letter(number + 1)
                    rows.append({**place, "column_letter": letter, "header_text": column.header})
        return rows


def _write(inputs: Path, source: str, name: str, rows: list[Row], schema: pa.Schema) -> None:
    folder = inputs / source
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / f"{name}.parquet")
