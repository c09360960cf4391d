"""A build's `inputs/` folder from rows written in a test: the landed tables by their contracts' schemas, and the build's own."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.utils import get_column_letter

from orchestration.contracts import Contracts, cells_schema, landing_schema
from orchestration.evaluation.comments import MATCHES
from orchestration.evaluation.inputs import (
    COLUMNS,
    PARAMETERS,
    PREVIOUS_APPRAISAL,
    PREVIOUS_BOUNDS,
    PREVIOUS_RESULTS,
    PREVIOUS_UNCERTAINTY,
    SUBMISSIONS,
)
from orchestration.evaluation.uncertainty_table import SOURCE, UNCERTAINTY
from orchestration.foundation.periods import Period

Row = dict[str, Any]
RAW_TEXTS = {"not_applicable": "-", "not_published": "", "not_produced": "未产生数据"}


class Inputs:
    """Collects landed rows and writes them as a build's inputs; each row stands one below the other, from row 2."""

    def __init__(self, contracts: Contracts, period: str) -> None:
        self.contracts = contracts
        self.period = Period.parse(period)
        self.rows: dict[str, list[Row]] = defaultdict(list)
        self.submissions: dict[str, Row] = {}
        self.cells: list[Row] = []
        self.matches: list[Row] = []

    def land(
        self,
        name: str,
        period: str,
        *rows: Row,
        table: str = "rows",
        vintage: str = "final",
        nature: str = "real",
    ) -> str:
        """Add the rows of a table of `<bureau>.<dataset>`; a text beginning with `!` is a reason for a missing value."""
        bureau, dataset = name.split(".")
        submission = f"{name}.{period}.tiny"
        landed = self.rows[f"{bureau}__{dataset}__{table}"]
        for row in rows:
            number = 2 + sum(r["_submission_id"] == submission for r in landed)
            control = {"_submission_id": submission, "_sheet": table, "_row": number, "_period": period}
            landed.append(
                {
                    **self._texts(row, submission, table, number),
                    **control,
                    "_vintage": vintage,
                    "_data_nature": nature,
                }
            )
        when = Period.parse(period)
        self.submissions[submission] = {
            "submission_id": submission,
            "bureau_code": bureau,
            "dataset_code": dataset,
            "period_code": period,
            "period_year": when.year,
            "period_quarter": when.quarter or None,
            "file_name": f"{dataset}.xlsx",
            "file_sha256": "0" * 64,
            "contract_version": "1.0.0",
            "is_synthetic": nature == "synthetic",
            "row_count": len(landed),
        }
        return submission

    def _texts(self, row: Row, submission: str, table: str, number: int) -> Row:
        """Return a row's landed texts; an empty cell that may be empty says why, as intake does."""
        bureau, dataset, *_ = submission.split(".")
        texts: Row = {}
        for column in next(t for t in self.contracts.get(bureau, dataset).tables if t.name == table).columns:
            value = row.get(column.name)
            reason = "not_published" if value is None and column.missing_allowed else None
            if isinstance(value, str) and value.startswith("!"):
                reason, value = value.removeprefix("!"), None
            texts[column.name] = None if value is None else str(value)
            if reason:
                cell = {
                    "_submission_id": submission,
                    "table_name": table,
                    "_row": number,
                    "field_name": column.name,
                }
                self.cells.append({**cell, "raw_text": RAW_TEXTS[reason], "missing_reason": reason})
        return texts

    def _columns(self) -> list[Row]:
        return [
            {
                "submission_id": submission,
                "table_name": table.name,
                "field_name": column.name,
                "column_letter": get_column_letter(place + 1),
                "header_text": column.header,
            }
            for submission, facts in self.submissions.items()
            for table in self.contracts.get(facts["bureau_code"], facts["dataset_code"]).tables
            for place, column in enumerate(table.columns)
        ]

    def _parameters(self) -> Row:
        kind = "monitoring" if self.period.quarter else "annual"
        return {
            "release_kind": kind,
            "period_code": self.period.code,
            "period_year": self.period.year,
            "release_id": f"{kind}-{self.period.code}-tiny",
            "previous_release_id": None,
            "is_synthetic": False,
            "code_version": "tiny",
            "state_date": None,
        }

    def write(self, inputs: Path) -> None:
        """Write every source, empty where nothing was landed."""
        schemas = {
            f"{c.bureau}__{c.dataset}__{t.name}": landing_schema(t) for c in self.contracts for t in c.tables
        }
        tables: dict[str, tuple[list[Row], pa.Schema]] = {
            name: (self.rows[name], schema) for name, schema in schemas.items()
        }
        tables["build__parameters"] = ([self._parameters()], PARAMETERS)
        tables["build__submissions"] = (list(self.submissions.values()), SUBMISSIONS)
        tables["build__columns"] = (self._columns(), COLUMNS)
        tables["build__cells"] = (self.cells, cells_schema())
        tables["build__previous_results"] = ([], PREVIOUS_RESULTS)
        tables["build__previous_bounds"] = ([], PREVIOUS_BOUNDS)
        tables["build__previous_appraisal"] = ([], PREVIOUS_APPRAISAL)
        tables["build__previous_uncertainty"] = ([], PREVIOUS_UNCERTAINTY)
        tables["build__comment_matches"] = (self.matches, MATCHES)
        tables[SOURCE] = ([], UNCERTAINTY)
        for name, (rows, schema) in tables.items():
            (inputs / name).mkdir(parents=True)
            pq.write_table(pa.Table.from_pylist(rows, schema=schema), inputs / name / "part.parquet")
