"""What a failed test found is told with the rows of the sheet behind it; a sheet that nobody named is left out."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.gate import failing_rows

SHEETS = "stg_efficiency_office__scheme__"
WORDS = {"message_zh": "请更正“权重”表。", "fix_zh": "", "failures": 1}


def model(name: str, *columns: str) -> dict[str, Any]:
    names = dict.fromkeys(columns)
    return {
        "unique_id": f"model.jixiao.{name}",
        "name": name,
        "alias": name,
        "schema": "staging",
        "columns": names,
        "depends_on": {"nodes": []},
    }


@pytest.fixture
def build(tmp_path: Path) -> Path:
    with duckdb.connect(str(tmp_path / "candidate.duckdb")) as connection:
        connection.execute("create schema staging")
        for name in ("weights", "targets"):
            sheet = {"weights": "权重", "targets": "目标值"}[name]
            connection.execute(
                f"create table staging.{SHEETS}{name} as select * from (values "
                f"('*', 'GDP', 1, '{sheet}', 4), ('A', 'GDP', 2, '{sheet}', 5), ('B', 'JOBS', null, '{sheet}', 6)) "
                "as rows (group_code, node_code, weight, sheet_name, row_number)"
            )
    return tmp_path


def told(build: Path, code: str, **test: Any) -> list[str]:
    """Return what is told of one test over the two sheets."""
    columns = ("group_code", "node_code", "weight", "sheet_name", "row_number")
    models = [model(f"{SHEETS}{name}", *columns) for name in ("weights", "targets")]
    nodes = {one["unique_id"]: one for one in models}
    nodes["test.t"] = {"name": "t", "depends_on": {"nodes": list(nodes)}, **test}
    (build / "dbt").mkdir()
    results = [{"unique_id": "test.t", "compiled_code": code}]
    (build / "dbt/run_results.json").write_text(json.dumps({"results": results}))
    return failing_rows(build, {"nodes": nodes}, [{"check_id": "test.t", **WORDS}])["test.t"]


def test_a_row_of_a_group_is_traced_to_its_own_and_to_that_of_all_groups(build: Path) -> None:
    found = told(build, "select 'A' as group_code, 'GDP' as node_code, 3 as total")
    assert found == ["group_code = A, node_code = GDP, total = 3  ← “权重”第 4、5 行 rows"]


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("select 2 as value_field, 1 as n_records", 5),
        ("select 2 as unique_field, 2 as n_records", 5),
        ("select null as weight", 6),
        ("select 'weight' as column_name, 1 as empty_cells", 6),
        ("select 2 as unknown_value", 5),
    ],
)
def test_the_value_of_a_column_is_found_again_on_its_sheet(build: Path, code: str, place: int) -> None:
    attached = f"model.jixiao.{SHEETS}targets"
    (line,) = told(build, code, attached_node=attached, column_name="weight")
    assert line.endswith(f"  ← “目标值”第 {place} 行 rows")


def test_what_can_not_be_traced_is_told_as_it_is(build: Path) -> None:
    assert told(build, "select 1.5 as total union all select 2 order by all") == [
        "total = 1.5",
        "total = 2.0",
    ]
