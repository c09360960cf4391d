"""What a failed dbt test found: its rows and, where they can be traced, the rows of the scheme's workbook that they come from."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from expectations.index import Manifest, ancestors
from orchestration.transform.runner import DATABASE_NAME

SHOWN_ROWS, SHOWN_PLACES = 5, 8
SCHEME_SHEETS = "stg_efficiency_office__scheme__"
# What dbt's own tests call the value of the column that they look at.
VALUES = ("value_field", "from_field", "unique_field", "unknown_value")
# On the scheme's sheets, one row for all groups.
EVERY_GROUP = "*"
Found = dict[str, Any]


def failing_rows(
    build: Path, manifest: Manifest, checks: Iterable[Mapping[str, Any]]
) -> dict[str, list[str]]:
    """Return the first rows that each failed test of a build found, one line each, ending with the rows of the sheet behind them.

    Args:
        build: The build folder, whose last dbt command was the tests.
        manifest: Its `dbt/manifest.json`.
        checks: The failed checks, as `verdicts.json` holds them.

    Returns:
        The lines by check; a check that is no dbt test, or that did not run to its end, has none.
    """
    results = json.loads((build / "dbt" / "run_results.json").read_text(encoding="utf-8"))["results"]
    codes = {one["unique_id"]: one["compiled_code"] for one in results}
    found: dict[str, list[str]] = {}
    with duckdb.connect(str(build / DATABASE_NAME), read_only=True) as connection:
        for check in checks:
            code = codes.get(check["check_id"])
            if code and check["failures"]:
                rows = _rows(connection, f"select * from ({code}\n) limit {SHOWN_ROWS}")
                found[check["check_id"]] = [
                    f"{_text(row)}{_behind(connection, manifest, check, row)}" for row in rows
                ]
    return found


def _rows(connection: duckdb.DuckDBPyConnection, query: str, values: Iterable[object] = ()) -> list[Found]:
    cursor = connection.execute(query, list(values))
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _text(row: Found) -> str:
    return ", ".join(f"{name} = {'–' if value is None else value}" for name, value in row.items())


def _behind(
    connection: duckdb.DuckDBPyConnection, manifest: Manifest, check: Mapping[str, Any], row: Found
) -> str:
    """Return the sheet and rows that a failing row comes from, or nothing where no sheet of the scheme can be named."""
    node = manifest["nodes"][check["check_id"]]
    places: dict[str, set[int]] = {}
    for model in _sheets(manifest, check["check_id"], node):
        named = dict(_keys(node, row, model["columns"]))
        if named:
            relation = f'"{model["schema"]}"."{model["alias"]}"'
            matches = " and ".join(_matches(column, value) for column, value in named.items())
            query = f"select sheet_name, row_number from {relation} where {matches}"
            for place in _rows(connection, query, (v for v in named.values() if v is not None)):
                if node.get("attached_node") == model["unique_id"] or _is_named(place["sheet_name"], check):
                    places.setdefault(place["sheet_name"], set()).add(place["row_number"])
    told = (
        f"“{sheet}”第 {'、'.join(map(str, sorted(rows)[:SHOWN_PLACES]))} 行 rows"
        for sheet, rows in sorted(places.items())
    )
    text = "；".join(told)
    return f"  ← {text}" if text else ""


def _sheets(manifest: Manifest, name: str, node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the sheet that a test stands on, or else every sheet of the scheme that it rests on."""
    above = [node["attached_node"]] if node.get("attached_node") else []
    if not any(SCHEME_SHEETS in one for one in above):
        above = sorted(ancestors(manifest, [name]))
    for one in above:
        model = manifest["nodes"].get(one)
        if model is not None and model["name"].startswith(SCHEME_SHEETS):
            yield model


def _is_named(sheet: str, check: Mapping[str, Any]) -> bool:
    """Whether the words of a check name a sheet: one that only feeds what was tested is not at fault."""
    return f"“{sheet}”" in f"{check['message_zh']}{check['fix_zh']}"


def _keys(
    node: Mapping[str, Any], row: Found, columns: Mapping[str, Any]
) -> Iterator[tuple[str, str | None]]:
    """Yield the columns by which a sheet's rows are known again in a failing row; None stands for an empty cell."""
    for name, value in row.items():
        if name == "column_name" and str(value) in columns:
            yield str(value), None
        elif name in VALUES and node.get("column_name") in columns:
            yield node["column_name"], None if value is None else str(value)
        elif name in columns and value is not None and (name.endswith("_code") or name == "row_number"):
            yield name, str(value)
        elif name == node.get("column_name") and name in columns:
            yield name, None if value is None else str(value)


def _matches(column: str, value: str | None) -> str:
    if value is None:
        return f"{column} is null"
    either = f" or {column} = '{EVERY_GROUP}'" if column == "group_code" else ""
    return f"(cast({column} as varchar) = ?{either})"
