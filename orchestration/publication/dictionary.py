"""The data dictionary of a release, from dbt's properties: a page to read and print, and the same as a table.

It says of every column what `mart.duckdb` says in its comments, and nothing else.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from expectations.index import mart_tables
from orchestration.foundation.atomic import write_text
from orchestration.publication.mart_database import label, table_contract

PAGE, TABLE = "dictionary.html", "dictionary.csv"
TEMPLATES = Path(__file__).parent / "templates"
HEADERS = ("表", "表名称", "列", "列名称", "类型", "主键", "可为空", "说明")


class Entry(NamedTuple):
    """A column as the dictionary lists it: yes and no in Chinese, the description in English as dbt has it."""

    table_name: str
    table_label_zh: str
    column_name: str
    label_zh: str
    data_type: str
    is_key: str
    is_nullable: str
    description: str


def _yes(value: bool) -> str:
    return "是" if value else "否"


def _entries(name: str, model: Mapping[str, Any]) -> Iterator[Entry]:
    contract = table_contract(name, model)
    for column, node in model["columns"].items():
        is_key = column in contract.key
        yield Entry(
            name,
            label(model),
            column,
            label(node),
            str(node.get("data_type") or ""),
            _yes(is_key),
            _yes(not is_key and column not in contract.required),
            (node.get("description") or "").strip(),
        )


def write_dictionary(folder: Path, dbt_manifest: Mapping[str, Any], kind: str) -> None:
    """Write `dictionary.html` and `dictionary.csv`.

    Args:
        folder: Folder of the release.
        dbt_manifest: dbt's manifest of the build.
        kind: annual or monitoring: which mart tables there are.
    """
    models = mart_tables(dbt_manifest, kind)
    tables = [(name, model, list(_entries(name, model))) for name, model in models.items()]
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    shown = [
        {
            "name": name,
            "label": label(model),
            "description": model.get("description") or "",
            "entries": entries,
        }
        for name, model, entries in tables
    ]
    write_text(folder / PAGE, environment.get_template("dictionary.html.j2").render(tables=shown))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADERS)
    writer.writerows(entry for _, _, entries in tables for entry in entries)
    # Without the mark, Excel takes UTF-8 for the system's own encoding.
    write_text(folder / TABLE, "\ufeff" + text.getvalue())
