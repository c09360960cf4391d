"""The city's models over changed inputs, without another dbt run: what dbt compiled is run again, model by model, from the change onward.

A change is SQL on the landed tables. Only models that stand between a changed source and what is asked for run; all is taken back.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from orchestration.transform.runner import DATABASE_NAME, run_dbt
from tests.integration.dbt_marts.conftest import City

Node = dict[str, Any]
SETTINGS = "landing.efficiency_office__scheme__settings"


def say(setting: str, value: str | None) -> str:
    """Return the statements that give a setting a value in the scheme's sheet; None: the scheme does not say it."""
    forget = f"delete from {SETTINGS} where setting_code = '{setting}'"
    if value is None:
        return forget
    row = f"(select * from {SETTINGS} limit 1) select * replace ('{setting}' as setting_code, '{value}' as setting_value)"
    return f"{forget}; insert into {SETTINGS} with one as {row} from one"


class Replay:
    """A writable copy of the city's database, with the compiled SQL of every model and test."""

    def __init__(self, city: City, folder: Path) -> None:
        shutil.copytree(city.folder / "inputs", folder / "inputs")
        compiled = run_dbt(folder, ["compile"])
        assert compiled.error is None
        nodes = json.loads((folder / "dbt" / "manifest.json").read_text(encoding="utf-8"))["nodes"]
        self._nodes: dict[str, Node] = nodes
        self._models = {node["name"]: key for key, node in nodes.items() if node["resource_type"] == "model"}
        self._tests = {node["name"]: key for key, node in nodes.items() if node["resource_type"] == "test"}
        shutil.copy(city.folder / DATABASE_NAME, folder / DATABASE_NAME)
        self._database = duckdb.connect(str(folder / DATABASE_NAME))
        for (source,) in self._rows("select view_name from duckdb_views() where schema_name = 'landing'"):
            self._database.execute(f"create temp table kept as select * from landing.{source}")
            self._database.execute(f"drop view landing.{source}")
            self._database.execute(f"create table landing.{source} as select * from kept; drop table kept")

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    @contextmanager
    def _changed(self, change: str) -> Iterator[None]:
        self._database.execute("begin")
        try:
            self._database.execute(change)
            yield
        finally:
            self._database.execute("rollback")

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return self._database.execute(query).fetchall()

    def ask(self, change: str, model: str, query: str) -> list[tuple[Any, ...]]:
        """Return what a query finds in a model after a change of the landed tables."""
        with self._changed(change):
            self._run_up_to([self._models[model]], change)
            return self._rows(query)

    def failures(self, change: str, test: str) -> int:
        """Return how many rows a data test finds after a change of the landed tables."""
        (key,) = [key for name, key in self._tests.items() if name.startswith(test)]
        with self._changed(change):
            self._run_up_to(self._nodes[key]["depends_on"]["nodes"], change)
            return len(self._rows(self._nodes[key]["compiled_code"]))

    def _run_up_to(self, wanted: list[str], change: str) -> None:
        """Run the models between what was changed and what is wanted, each after those that it reads, as long as anything differs."""
        differs: dict[str, bool] = {}

        def settle(key: str) -> bool:
            if key not in differs:
                node = self._nodes.get(key)
                if node is None:
                    differs[key] = f"landing.{key.rsplit('.', 1)[-1]}" in change
                else:
                    read = [settle(above) for above in node["depends_on"]["nodes"]]
                    is_table = node["config"]["materialized"] == "table"
                    differs[key] = any(read) and (not is_table or self._run(node))
            return differs[key]

        for key in wanted:
            settle(key)

    def _run(self, node: Node) -> bool:
        """Run a model again and return whether it holds other rows than before."""
        table = node["relation_name"]
        self._database.execute(f"create temp table made as {node['compiled_code']}")
        pair = (f"from {table} except all from made", f"from made except all from {table}")
        is_other = any(self._rows(f"({query}) limit 1") for query in pair)
        if is_other:
            self._database.execute(f"create or replace table {table} as from made")
        self._database.execute("drop table made")
        return is_other
