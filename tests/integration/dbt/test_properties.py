"""What the properties say of a model is what the engine built, and names keep to the grammar of docs/naming.md."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from orchestration.foundation.workspace import REPOSITORY
from orchestration.transform.runner import parse_project
from tests.integration.dbt.conftest import Built

NAMING = REPOSITORY / "docs" / "naming.md"
ROW = re.compile(r"^\| (?P<endings>(?:`\w+`(?:, )?)+) \| (?P<types>[a-z0-9(), ]+) \|$", re.MULTILINE)
TYPES = re.compile(r"[a-z]+(?:\([0-9]+,[0-9]+\))?")


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Name, schema and columns of every model."""
    manifest = parse_project(tmp_path_factory.mktemp("parsed"))
    nodes = [node for node in manifest.nodes.values() if node.resource_type == "model"]
    return [
        {"name": n.name, "schema": n.schema, "columns": {c.name: c.data_type for c in n.columns.values()}}
        for n in nodes
    ]


def grammar() -> Iterator[tuple[str, set[str]]]:
    """Yield the endings of docs/naming.md with the types that each may have."""
    for row in ROW.finditer(NAMING.read_text(encoding="utf-8").split("## Endings", 1)[1]):
        for ending in re.findall(r"`(\w+)`", row["endings"]):
            yield ending, set(TYPES.findall(row["types"]))


def test_the_grammar_is_read() -> None:
    assert dict(grammar())["_date"] == {"date"}
    assert len(dict(grammar())) > 20


def test_a_columns_type_fits_its_ending(models: list[dict[str, Any]]) -> None:
    endings = dict(grammar())
    assert len(models) > 80
    breaches = [
        f"{model['name']}.{column} is {kind}"
        for model in models
        for column, kind in model["columns"].items()
        for ending in [max((e for e in endings if column.endswith(e)), key=len, default=None)]
        if ending and kind not in endings[ending]
    ]
    assert breaches == []


def test_yes_or_no_is_named_so(models: list[dict[str, Any]]) -> None:
    flags = {column for model in models for column, kind in model["columns"].items() if kind == "boolean"}
    assert len(flags) > 3
    assert {flag for flag in flags if not re.match(r"(\w+_)?(is|has)_", flag)} == set()


def test_properties_list_every_column_with_its_type_and_order(
    city: Built, models: list[dict[str, Any]]
) -> None:
    with city.connect() as db:
        rows = db.sql(
            "select schema_name, table_name, column_name, lower(data_type) from duckdb_columns() order by column_index"
        )
        built: dict[tuple[str, str], dict[str, str]] = {}
        for schema, table, column, kind in rows.fetchall():
            built.setdefault((schema, table), {})[column] = kind
    compared = [model for model in models if (model["schema"], model["name"]) in built]
    assert len(compared) > 60
    differences = {
        model["name"]: (model["columns"], built[model["schema"], model["name"]])
        for model in compared
        if list(model["columns"].items()) != list(built[model["schema"], model["name"]].items())
    }
    assert differences == {}
