"""Reads the tree below a group's components from a build's intermediate tables: who stands below whom, applied weights, published scores."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import duckdb
import numpy as np

from orchestration.evaluation import uncertainty_queries as queries
from orchestration.evaluation.scaled import Ints, scaled
from orchestration.evaluation.tree_draws import WITHOUT_SCORE, Branch, Tree

Row = dict[str, Any]


def read_tree(
    connection: duckdb.DuckDBPyConnection, group_code: str, units: Sequence[str], said: Row
) -> tuple[Tree, dict[str, int]]:
    """Return a group's tree, and the level of each node below its components.

    Args:
        connection: The build's database.
        group_code: The group.
        units: Codes of its rated units, in the order of the arrays.
        said: The scheme's settings.
    """
    cursor = connection.execute(queries.TREE, [group_code])
    names = [column[0] for column in cursor.description or ()]
    nodes = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    scores, weights = _figures(connection, group_code, units, [node["node_code"] for node in nodes])
    place = {node["node_code"]: number for number, node in enumerate(nodes)}
    leaves = [node["node_code"] for node in nodes if node["node_kind"] == "indicator"]
    of_leaves = scores[:, [place[code] for code in leaves]]
    branches = [
        _branch(
            node,
            {place[one["node_code"]]: one for one in nodes if one["parent_code"] == node["node_code"]},
            scores[:, place[node["node_code"]]],
            weights,
            decimals=said["component_decimals" if node["node_level"] == 1 else "dimension_decimals"],
        )
        for node in nodes
        if node["node_kind"] != "indicator"
    ]
    tree = Tree(
        branches=tuple(branch for branch in branches if branch.children),
        indicators=tuple(leaves),
        scores=np.where(of_leaves == WITHOUT_SCORE, 0, of_leaves),
        scored=of_leaves != WITHOUT_SCORE,
        indicator_decimals=said["indicator_decimals"],
        decimals=max(said["indicator_decimals"], said["dimension_decimals"]),
        geometric_floor=scaled(said["geometric_floor"]) if said["geometric_zero"] == "floor" else None,
    )
    return tree, {node["node_code"]: node["node_level"] for node in nodes if node["node_level"] > 1}


def _figures(
    connection: duckdb.DuckDBPyConnection, group_code: str, units: Sequence[str], codes: Sequence[str]
) -> tuple[Ints, Ints]:
    """Return scores and applied weights per unit and node."""
    scores = np.full((len(units), len(codes)), WITHOUT_SCORE, dtype=np.int64)
    weights = np.zeros((len(units), len(codes)), dtype=np.int64)
    found = connection.execute(queries.NODE_FIGURES, [group_code]).fetchnumpy()
    row_of = {code: place for place, code in enumerate(units)}
    column_of = {code: place for place, code in enumerate(codes)}
    rows = np.array([row_of[code] for code in found["unit_code"]], dtype=np.int64)
    columns = np.array([column_of[code] for code in found["node_code"]], dtype=np.int64)
    scores[rows, columns] = np.ma.filled(found["score"], WITHOUT_SCORE)
    weights[rows, columns] = np.ma.filled(found["applied_weight"], 0)
    return scores, weights


def _branch(node: Row, children: dict[int, Row], scores: Ints, weights: Ints, *, decimals: int) -> Branch:
    """Return a node over its children, which stand by their columns in the weights."""
    return Branch(
        code=node["node_code"],
        rule=node["aggregation_rule"],
        floor=_bound(node["floor_score"]),
        cap=_bound(node["cap_score"]),
        decimals=decimals,
        children=tuple(child["node_code"] for child in children.values()),
        weights=weights[:, list(children)],
        nominal=np.array([scaled(child["weight"]) for child in children.values()], dtype=np.int64),
        scores=scores,
    )


def _bound(score: Decimal | None) -> int | None:
    return None if score is None else scaled(score)
