"""What is written down about the mart is what was published: columns, types, descriptions, and Chinese labels."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.transform.runner import PROJECT


def _marts() -> dict[str, dict[str, Any]]:
    manifest = json.loads((PROJECT / "target" / "manifest.json").read_text(encoding="utf-8"))
    return {
        node["name"]: node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["fqn"][1] == "marts"
    }


def test_the_release_holds_exactly_the_marts_that_are_described(release_2020: Path) -> None:
    published = {path.stem for path in (release_2020 / "parquet").glob("*.parquet")}
    assert published == set(_marts())
    assert len(published) == 36


@pytest.mark.parametrize("table", sorted(_marts()))
def test_a_table_has_the_columns_and_types_that_its_properties_promise(
    release_2020: Path, table: str
) -> None:
    described = {
        name: column["data_type"].upper().replace(" ", "")
        for name, column in _marts()[table]["columns"].items()
    }
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"describe select * from read_parquet('{release_2020}/parquet/{table}.parquet')"
        ).fetchall()
    assert {row[0]: row[1] for row in rows} == described


@pytest.mark.parametrize("table", sorted(_marts()))
def test_every_column_is_described_and_has_a_chinese_label(table: str) -> None:
    node = _marts()[table]
    assert node["description"]
    for name, column in node["columns"].items():
        meta = column.get("config", {}).get("meta") or column.get("meta") or {}
        assert column["description"], name
        assert meta.get("label_zh"), name


def test_every_row_names_its_release(release_2020: Path) -> None:
    for path in sorted((release_2020 / "parquet").glob("*.parquet")):
        with duckdb.connect() as connection:
            found = connection.execute(f"select distinct release_id from read_parquet('{path}')").fetchall()
        # The sample's scheme names nobody who may sign, transforms nothing and looks back no further than a year.
        is_empty = path.stem in ("meta_approver", "fct_indicator_figure", "rpt_treated_value")
        expected = [] if is_empty else [(release_2020.name,)]
        assert found == expected, path.name
