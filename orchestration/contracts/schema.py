"""Arrow schemas of what lands: contract columns as text, and the control fields that tell where each row stood."""

from typing import Any

import pyarrow as pa

from orchestration.contracts.model import Table

CONTROL_FIELDS: tuple[tuple[str, pa.DataType], ...] = (
    ("_submission_id", pa.string()),
    ("_sheet", pa.string()),
    ("_row", pa.int64()),
    ("_period", pa.string()),
    ("_vintage", pa.string()),
    ("_data_nature", pa.string()),
)


def landing_schema(table: Table) -> pa.Schema:
    """Return the schema of a table's landed Parquet: every contract column as text, then the control fields."""
    delivered = [(name, pa.string()) for name in table.landing_names]
    fields: list[pa.Field[Any]] = [pa.field(name, kind) for name, kind in (*delivered, *CONTROL_FIELDS)]
    return pa.schema(fields)


def cells_schema() -> pa.Schema:
    """Return the schema of `cells.parquet`: cells whose landed text differs from the file's."""
    names = ("_submission_id", "table_name", "_row", "field_name", "raw_text", "missing_reason")
    fields: list[pa.Field[Any]] = [
        pa.field(name, pa.int64() if name == "_row" else pa.string()) for name in names
    ]
    return pa.schema(fields)
