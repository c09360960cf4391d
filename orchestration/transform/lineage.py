"""Which column comes from which: read from the compiled SQL with sqlglot, kept by the SQL's hash.

A model's lineage changes only with its SQL, so what has been worked out once is read back from `target/`.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.lineage import Node, lineage
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import build_scope

from orchestration.foundation.atomic import write_json
from orchestration.foundation.hashing import sha256_text
from orchestration.transform.runner import PROJECT, NodeResult

Sources = list[tuple[str, str]]
CACHE = PROJECT / "target" / "column_lineage.json"


def _relation(node: Mapping[str, Any]) -> str:
    return f"{node['schema']}.{node.get('alias') or node.get('identifier') or node['name']}".lower()


def _schema(nodes: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, dict[str, str]]]:
    schema: dict[str, dict[str, dict[str, str]]] = {}
    for node in nodes:
        if not node["columns"]:
            continue
        database, table = _relation(node).split(".", 1)
        schema.setdefault(database, {})[table] = dict.fromkeys(node["columns"], "varchar")
    return schema


def _leaves(node: Node, relations: Mapping[str, str]) -> Sources:
    found: Sources = []
    for leaf in node.walk():
        if not leaf.downstream and isinstance(leaf.expression, exp.Table):
            relation = f"{leaf.expression.db}.{leaf.expression.name}".lower()
            if relation in relations:
                found.append((relations[relation], leaf.name.rsplit(".", 1)[-1].strip('"').lower()))
    return sorted(set(found))


def _lineage_of(sql: str, parents: Mapping[str, Mapping[str, Any]]) -> dict[str, Sources]:
    relations = {_relation(node): unique_id for unique_id, node in parents.items()}
    tree = sqlglot.parse_one(sql, dialect="duckdb")
    for table in tree.find_all(exp.Table):
        table.set("catalog", None)
    schema = _schema(parents.values())
    qualified = qualify(tree, dialect="duckdb", schema=schema, validate_qualify_columns=False)
    scope = build_scope(qualified)
    return {
        column.lower(): _leaves(
            lineage(column, qualified, schema, dialect="duckdb", scope=scope, copy=False), relations
        )
        for column in qualified.named_selects
    }


def _read_cache(path: Path) -> dict[str, dict[str, Sources]]:
    if not path.exists():
        return {}
    cached: dict[str, dict[str, Sources]] = json.loads(path.read_text(encoding="utf-8"))
    return cached


def column_lineage(
    manifest: Mapping[str, Any], results: Iterable[NodeResult], cache: Path = CACHE
) -> tuple[dict[str, dict[str, Sources]], dict[str, str]]:
    """Return, per model name and column, the columns that it comes from, and the models that can't be read and why.

    Lineage describes; it decides nothing. SQL that sqlglot can't resolve therefore costs the picture, not the evaluation.

    Args:
        manifest: dbt's manifest: parents and their columns.
        results: The models that ran, with their compiled SQL.
        cache: Where lineage is kept between runs.

    Returns:
        Model name to column to a sorted list of (unique id of the parent node, column name); model name to the reason why it has none.
    """
    known = _read_cache(cache)
    found: dict[str, dict[str, Sources]] = {}
    unread: dict[str, str] = {}
    for result in results:
        if result.resource_type != "model" or not result.compiled_code:
            continue
        names = manifest["nodes"][result.unique_id]["depends_on"]["nodes"]
        parents = {name: (manifest["nodes"].get(name) or manifest["sources"][name]) for name in names}
        key = sha256_text(result.compiled_code + json.dumps(_schema(parents.values()), sort_keys=True))
        if key not in known:
            try:
                known[key] = _lineage_of(result.compiled_code, parents)
            except SqlglotError as error:
                unread[result.name] = str(error)
                continue
        found[result.name] = known[key]
    if found:
        write_json(cache, {key: known[key] for key in sorted(known)})
    return found, unread
