"""Lays out a build's `inputs/`: one folder per dbt source, hard-linked from landing, and the build's own small tables."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.contracts import Contracts, cells_schema, landing_schema
from orchestration.evaluation.comments import MATCHES, read_rules, write_matches
from orchestration.evaluation.selection import SURVEY, Selection
from orchestration.evaluation.submissions import Submission
from orchestration.evaluation.uncertainty_table import SOURCE, SOURCES_TABLE, UNCERTAINTY, UNCERTAINTY_SOURCES


def _schema(fields: list[tuple[str, pa.DataType]]) -> pa.Schema:
    return pa.schema([pa.field(name, kind) for name, kind in fields])


PARAMETERS = _schema(
    [
        ("release_kind", pa.string()),
        ("period_code", pa.string()),
        ("period_year", pa.int32()),
        ("release_id", pa.string()),
        ("previous_release_id", pa.string()),
        ("is_synthetic", pa.bool_()),
        ("code_version", pa.string()),
        ("state_date", pa.string()),
    ]
)
SUBMISSIONS = _schema(
    [
        ("submission_id", pa.string()),
        ("bureau_code", pa.string()),
        ("dataset_code", pa.string()),
        ("period_code", pa.string()),
        ("period_year", pa.int32()),
        ("period_quarter", pa.int32()),
        ("file_name", pa.string()),
        ("file_sha256", pa.string()),
        ("contract_version", pa.string()),
        ("is_synthetic", pa.bool_()),
        ("row_count", pa.int64()),
    ]
)
COLUMNS = _schema(
    [
        ("submission_id", pa.string()),
        ("table_name", pa.string()),
        ("field_name", pa.string()),
        ("column_letter", pa.string()),
        ("header_text", pa.string()),
    ]
)
PREVIOUS_RESULTS = _schema(
    [
        ("unit_id", pa.string()),
        ("grade_final", pa.string()),
        ("composite_score", pa.decimal128(24, 12)),
        ("rank_in_group", pa.int32()),
        ("release_id", pa.string()),
    ]
)
PREVIOUS_BOUNDS = _schema(
    [
        ("pool_code", pa.string()),
        ("grade_code", pa.string()),
        ("lower_bound", pa.decimal128(24, 6)),
    ]
)
PREVIOUS_APPRAISAL = _schema(
    [
        ("unit_id", pa.string()),
        ("respondent_group", pa.string()),
        ("topic_code", pa.string()),
        ("asked_zh", pa.string()),
        ("mean_score", pa.decimal128(24, 12)),
        ("standard_error", pa.decimal128(24, 12)),
    ]
)
PREVIOUS_UNCERTAINTY = _schema(
    [
        ("unit_id", pa.string()),
        ("composite_error", pa.decimal128(24, 12)),
        ("best_rank", pa.int32()),
        ("worst_rank", pa.int32()),
        ("grade_a_probability", pa.decimal128(24, 12)),
        ("grade_b_probability", pa.decimal128(24, 12)),
        ("grade_c_probability", pa.decimal128(24, 12)),
        ("grade_d_probability", pa.decimal128(24, 12)),
        ("no_grade_probability", pa.decimal128(24, 12)),
    ]
)
# Every source that a build lays down itself, beside those that its contracts name.
BUILD_TABLES = {
    "build__cells": cells_schema(),
    "build__parameters": PARAMETERS,
    "build__submissions": SUBMISSIONS,
    "build__columns": COLUMNS,
    "build__previous_results": PREVIOUS_RESULTS,
    "build__previous_bounds": PREVIOUS_BOUNDS,
    "build__previous_appraisal": PREVIOUS_APPRAISAL,
    "build__previous_uncertainty": PREVIOUS_UNCERTAINTY,
    "build__comment_matches": MATCHES,
    SOURCE: UNCERTAINTY,
    SOURCES_TABLE: UNCERTAINTY_SOURCES,
}


def _write(inputs: Path, source: str, rows: Iterable[dict[str, Any]], schema: pa.Schema) -> None:
    folder = inputs / source
    folder.mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), folder / f"{source}.parquet")


def _link(inputs: Path, source: str, files: Iterable[Path], schema: pa.Schema) -> None:
    """Link the landed files of one source; an empty file keeps the columns known where nothing was delivered."""
    _write(inputs, source, (), schema)
    for number, path in enumerate(files):
        os.link(path, inputs / source / f"{number:04d}.parquet")


def _submission_row(submission: Submission) -> dict[str, Any]:
    line = submission.as_input()
    return {
        "submission_id": line["submission_id"],
        "bureau_code": line["bureau"],
        "dataset_code": line["dataset"],
        "period_code": line["period"],
        "period_year": submission.period.year,
        "period_quarter": submission.period.quarter or None,
        "file_name": line["file_name"],
        "file_sha256": line["sha256"],
        "contract_version": line["contract_version"],
        "is_synthetic": line["is_synthetic"],
        "row_count": line["rows"],
    }


def _column_rows(submission: Submission) -> Iterable[dict[str, Any]]:
    for table, fields in submission.receipt["columns"].items():
        for field, place in fields.items():
            yield {
                "submission_id": submission.submission_id,
                "table_name": table,
                "field_name": field,
                "column_letter": place["column"],
                "header_text": place["header"],
            }


def write_inputs(
    inputs: Path,
    selection: Selection,
    contracts: Contracts,
    parameters: dict[str, Any],
    previous: Path | None,
) -> None:
    """Fill a new `inputs/` folder.

    Args:
        inputs: The folder to make; must not exist.
        selection: The submissions to link.
        contracts: All contracts; each table becomes a source, delivered or not.
        parameters: The one row of `build__parameters`.
        previous: Folder with the Parquet files of last year's current release, or None.
    """
    chosen = selection.submissions
    for contract in contracts:
        own = [s for s in chosen if s.dataset_key == (contract.bureau, contract.dataset)]
        for table in contract.tables:
            source = f"{contract.bureau}__{contract.dataset}__{table.name}"
            files = [s.folder / f"{table.name}.parquet" for s in own]
            present = [path for path in files if path.exists()] if table.may_be_absent else files
            _link(inputs, source, present, landing_schema(table))
    _link(inputs, "build__cells", [s.folder / "cells.parquet" for s in chosen], cells_schema())
    _write(inputs, "build__parameters", [parameters], PARAMETERS)
    _write(inputs, "build__submissions", map(_submission_row, chosen), SUBMISSIONS)
    _write(inputs, "build__columns", (row for s in chosen for row in _column_rows(s)), COLUMNS)
    results = _previous_results(previous) if previous else ()
    _write(inputs, "build__previous_results", results, PREVIOUS_RESULTS)
    bounds = _previous_bounds(previous) if previous else ()
    _write(inputs, "build__previous_bounds", bounds, PREVIOUS_BOUNDS)
    appraisal = _previous_appraisal(previous) if previous else ()
    _write(inputs, "build__previous_appraisal", appraisal, PREVIOUS_APPRAISAL)
    sure = previous_uncertainty(previous) if previous else ()
    _write(inputs, "build__previous_uncertainty", sure, PREVIOUS_UNCERTAINTY)
    _write_comment_matches(inputs, selection)
    # Filled between the intermediate models and the marts (`evaluation/uncertainty.py`).
    _write(inputs, SOURCE, (), UNCERTAINTY)
    _write(inputs, SOURCES_TABLE, (), UNCERTAINTY_SOURCES)


def _write_comment_matches(inputs: Path, selection: Selection) -> None:
    """Write which of the year's comments meet which rules of the scheme; monitoring has no use for them."""
    rules, surveys = selection.scheme.folder / "comment_rules.parquet", []
    if selection.kind == "annual":
        surveys = [
            s.folder / "rows.parquet"
            for s in selection.submissions
            if s.dataset_key == SURVEY and s.period == selection.period
        ]
    rows = pq.read_table(rules).to_pylist() if surveys and rules.exists() else []
    write_matches(inputs / "build__comment_matches", read_rules(rows), surveys)


def _previous_results(release: Path) -> list[dict[str, Any]]:
    found = pq.read_table(release / "fct_unit_result.parquet", columns=PREVIOUS_RESULTS.names)
    rows: list[dict[str, Any]] = found.to_pylist()
    return rows


def _previous_bounds(release: Path) -> list[dict[str, Any]]:
    """Return the bounds that last year's release states; nothing where it was made before bounds were published."""
    path = release / "dim_grade_bound.parquet"
    if not path.exists():
        return []
    rows: list[dict[str, Any]] = pq.read_table(path, columns=PREVIOUS_BOUNDS.names).to_pylist()
    return rows


def _previous_appraisal(release: Path) -> list[dict[str, Any]]:
    """Return what last year's release says of its appraisal; nothing where it was made before it stated what was asked, so that nothing compares."""
    path = release / "fct_public_appraisal.parquet"
    if "asked_zh" not in pq.read_schema(path).names:
        return []
    units = pq.read_table(release / "fct_unit_result.parquet", columns=["unit_code", "unit_id"])
    means = pq.read_table(path, columns=["unit_code", *PREVIOUS_APPRAISAL.names[1:]])
    rows: list[dict[str, Any]] = means.join(units, "unit_code").select(PREVIOUS_APPRAISAL.names).to_pylist()
    return sorted(rows, key=lambda row: (row["unit_id"], row["respondent_group"], row["topic_code"]))


def previous_uncertainty(release: Path) -> list[dict[str, Any]]:
    """Return how sure last year's composites, ranks and grades were; nothing where that was not drawn, and no row for a unit whose error is unknown."""
    path = release / "fct_rank_uncertainty.parquet"
    if not path.exists():
        return []
    rows: list[dict[str, Any]] = pq.read_table(path, columns=PREVIOUS_UNCERTAINTY.names).to_pylist()
    return sorted((row for row in rows if row["composite_error"] is not None), key=lambda row: row["unit_id"])
