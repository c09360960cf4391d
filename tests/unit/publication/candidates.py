"""Makes finished candidates without dbt: a DuckDB file with the mart tables, its Parquet export and a manifest with tests.

Used by the tests of the gate and of publication. What dbt's tests say is told by `dbt_run`.
"""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from orchestration.evaluation.candidates import Build, export_candidate
from orchestration.transform.runner import DbtRun, NodeResult
from tests.unit.publication.mart_tables import MONITORING_TABLES, mart_tables

NOW = dt.datetime.fromisoformat("2021-03-01T09:00:00+08:00")
SQL = Path(__file__).with_name("sample_mart.sql")
Edit = str


def dbt_manifest() -> dict[str, Any]:
    """Return a manifest with one model per mart table and one not_null test on each."""
    nodes: dict[str, Any] = {}
    for table, (key, columns) in mart_tables().items():
        model = f"model.jixiao.{table}"
        tags = ["annual", *(["monitoring"] if table in MONITORING_TABLES else [])]
        nodes[model] = {
            "resource_type": "model",
            "name": table,
            "alias": table,
            "schema": "marts",
            "tags": tags,
            "description": f"One row per {', '.join(key)}.",
            "config": {"meta": {"label_zh": f"表 {table}"}},
            "constraints": [{"type": "primary_key", "columns": key}],
            "depends_on": {"nodes": []},
            "columns": {
                column: {
                    "description": f"The {column}.",
                    "data_type": kind,
                    "config": {"meta": {"label_zh": f"列 {column}"}},
                    "constraints": [{"type": "not_null"}] if column in key else [],
                }
                for column, kind in columns.items()
            },
        }
        nodes[f"test.jixiao.not_null_{table}_release_id.1"] = {
            "resource_type": "test",
            "name": f"not_null_{table}_release_id",
            "schema": "tests",
            "tags": [],
            "description": "",
            "config": {"meta": {}, "severity": "ERROR"},
            "test_metadata": {"name": "not_null"},
            "column_name": "release_id",
            "attached_node": model,
            "depends_on": {"nodes": [model]},
        }
    return {"nodes": nodes}


def dbt_run(kind: str = "annual", **changes: Any) -> DbtRun:
    """Return a run in which every test of the kind passed, except that the first one's result has `changes`."""
    tables = MONITORING_TABLES if kind == "monitoring" else tuple(mart_tables())
    results = [
        NodeResult(
            f"test.jixiao.not_null_{table}_release_id.1", f"not_null_{table}", "test", "pass", 0, "", 0.1
        )
        for table in tables
    ]
    results[0] = replace(results[0], **changes)
    return DbtRun(("test",), tuple(results), None)


def _facts(kind: str, period: str, build_id: str, facts: dict[str, Any]) -> dict[str, Any]:
    submission = "statistics.county_accounts.2020.0123456789ab"
    return {
        "build_id": build_id,
        "kind": kind,
        "period": period,
        "as_of": NOW.isoformat(),
        "created_at": NOW.isoformat(),
        "is_synthetic": True,
        "code_version": "test",
        "inputs": [
            {
                "submission_id": submission,
                "bureau": "statistics",
                "dataset": "county_accounts",
                "period": "2020",
                "file_name": "2020年年报.xlsx",
                "sha256": "ab" * 32,
                "is_synthetic": True,
                "rows": 19,
                "contract_version": "1.0.0",
            }
        ],
        "previous_release": None,
        "scheme": {"submission_id": "efficiency_office.scheme.2020.aaaaaaaaaaaa", "sha256": "cd" * 32},
        "open_findings": [],
        "answers": [],
        "corrections": [],
        **facts,
    }


def _fill_database(path: Path, kind: str, period: str, build_id: str, edit: Edit) -> None:
    tables = mart_tables()
    sql = SQL.read_text(encoding="utf-8")
    for name, value in (("$release", build_id), ("$kind", kind), ("$period", period)):
        sql = sql.replace(name, value)
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts")
        for table, (_, columns) in tables.items():
            body = ", ".join(f"{column} {kind}" for column, kind in columns.items())
            connection.execute(f"create table marts.{table} ({body})")
        connection.execute(sql)
        connection.execute(edit)
        if kind == "monitoring":
            for table in set(tables) - set(MONITORING_TABLES):
                connection.execute(f"drop table marts.{table}")


def make_candidate(
    folder: Path,
    *,
    kind: str = "annual",
    period: str = "2020",
    build_id: str = "annual-2020-000000000001",
    edit: Edit = "",
    **facts: Any,
) -> Path:
    """Write a finished candidate into a new folder and return the folder.

    Args:
        folder: Where; must not exist.
        kind: annual or monitoring.
        period: Its period.
        build_id: Its id.
        edit: SQL that changes the tables before they are exported.
        facts: Replacements in `candidate.json`.
    """
    (folder / "dbt").mkdir(parents=True)
    (folder / "dbt" / "manifest.json").write_text(json.dumps(dbt_manifest()), encoding="utf-8")
    _fill_database(folder / "candidate.duckdb", kind, period, build_id, edit)
    export_candidate(Build(folder, _facts(kind, period, build_id, facts)))
    return folder
