"""What a mart's Parquet file says of itself: label, description and unit of the table and of each column, from dbt's properties.

Arrow readers (pyarrow, Polars) find it as field metadata; nothing here touches a value.
"""

import base64
from collections.abc import Mapping
from typing import Any

import duckdb
import pyarrow as pa

# By the endings of docs/naming.md; the longer first.
UNITS = {
    "_cny_100m": "亿元",
    "_cny_10k": "万元",
    "_cny": "元",
    "_pct": "%",
    "_persons": "人",
    "_points": "分",
    "_score": "分",
    "_days": "天",
}
# Where Arrow looks for its own schema in a Parquet file.
ARROW_SCHEMA = "ARROW:schema"
Node = Mapping[str, Any]


def unit_of(column: str) -> str | None:
    """Return the unit that a column's name ends with, or None."""
    return next((unit for ending, unit in UNITS.items() if column.endswith(ending)), None)


def _said(node: Node) -> dict[str, str]:
    meta = (node.get("config") or {}).get("meta") or {}
    return {
        "label_zh": str(meta.get("label_zh") or ""),
        "description": (node.get("description") or "").strip(),
    }


def _field(field: "pa.Field[Any]", columns: Mapping[str, Node]) -> "pa.Field[Any]":
    unit = unit_of(field.name)
    said = _said(columns.get(field.name, {})) | ({"unit": unit} if unit else {})
    return field.with_metadata({key: value for key, value in said.items() if value})


def metadata(connection: duckdb.DuckDBPyConnection, table: str, model: Node) -> dict[str, str]:
    """Return the key-value metadata of a mart table's Parquet file.

    Args:
        connection: Where the table is.
        table: The mart table, with its schema.
        model: Its node in dbt's manifest; empty for a table that nobody agreed on, of which nothing is said.
    """
    plain = connection.execute(f"select * from {table} limit 0").to_arrow_table().schema
    said = _said(model)
    schema = pa.schema([_field(field, model.get("columns", {})) for field in plain]).with_metadata({**said})
    return {**said, ARROW_SCHEMA: base64.b64encode(schema.serialize().to_pybytes()).decode()}
