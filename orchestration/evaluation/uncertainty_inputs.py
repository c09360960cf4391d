"""Reads what draws need from a build's intermediate tables: the rated units of each group, their errors, and what the models say of them.

Read-only; a scheme whose settings a test of the build will refuse gives nothing to draw.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from orchestration.evaluation import uncertainty_queries as queries
from orchestration.evaluation.rank_draws import GRADES, NO_GRADE, WEIGHT_DECIMALS, Group, Limit, Rules
from orchestration.evaluation.scaled import LARGEST, Ints, scaled
from orchestration.evaluation.tree_draws import WITHOUT_SCORE, Tree
from orchestration.evaluation.tree_inputs import read_tree
from orchestration.evaluation.uncertainty_settings import Settings, is_fit, settings_of

Row = dict[str, Any]
# By pool and grade.
Lines = dict[tuple[str, str], int]
TIES = tuple(f"tie_{place}_score" for place in range(1, 6))


@dataclass(frozen=True)
class Field:
    """The rated units of a group, in the order of their ids, and what the models say of them.

    Attributes:
        units: Internal ids.
        tree: What stands below the components.
        tree_levels: Level of each node below them.
        errors: Standard error of each appraisal score; 0 where the group weighs no appraisal, NaN where it is not known.
        freedoms: Degrees of freedom of the errors.
        composites, ranks, grades: As the models have them; grades are the computed ones, before any approved decision.
    """

    units: tuple[str, ...]
    tree: Tree
    tree_levels: Mapping[str, int]
    group: Group
    rules: Rules
    errors: npt.NDArray[np.float64]
    freedoms: Ints
    composites: Ints
    ranks: Ints
    grades: Ints


def read_fields(database: Path) -> tuple[Settings, list[Field]]:
    """Return the settings and the groups of a build, by their codes; no groups where the settings are not fit to draw from."""
    with duckdb.connect(str(database), read_only=True) as connection:
        told = {
            name: _rows(connection, query)
            for name, query in (
                ("units", queries.UNITS), ("components", queries.COMPONENTS), ("bounds", queries.BOUNDS), ("allowed", queries.ALLOWED),
                ("appraisal", queries.APPRAISAL), ("ties", queries.TIES), ("limits", queries.LIMITS),
            )
        }  # fmt: skip
        (said,) = _rows(connection, queries.SETTINGS)
        settings = settings_of(said, _rows(connection, queries.ALTERNATIVES))
        if None in said.values() or not is_fit(settings):
            return settings, []
        members: dict[str, list[Row]] = defaultdict(list)
        for unit in told["units"]:
            members[unit["group_code"]].append(unit)
        trees = {
            group: read_tree(connection, group, [unit["unit_code"] for unit in units], said)
            for group, units in members.items()
        }
    components: dict[str, list[Row]] = defaultdict(list)
    for row in told["components"]:
        components[row["unit_code"]].append(row)
    appraisal = {row["group_code"]: row for row in told["appraisal"]}
    bounds = {(row["pool_code"], row["grade_code"]): scaled(row["lower_bound"]) for row in told["bounds"]}
    allowed = {(row["pool_code"], row["grade_code"]): row["units_allowed"] for row in told["allowed"]}
    ties = tuple(row["node_code"] for row in told["ties"])
    return settings, [
        _field(
            units,
            [components[unit["unit_code"]] for unit in units],
            _rules(said, appraisal.get(group)),
            lines=(bounds, allowed),
            ties=ties,
            limits=_limits(units, [row for row in told["limits"] if row["group_code"] in (None, group)]),
            tree=trees[group],
            is_normal=settings.is_normal,
        )
        for group, units in members.items()
    ]


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _rules(said: Row, appraisal: Row | None) -> Rules:
    held = appraisal or {"floor_score": None, "cap_score": None}
    return Rules(
        component_decimals=said["component_decimals"],
        composite_decimals=said["composite_decimals"],
        composite_floor=scaled(said["composite_floor"]),
        composite_cap=scaled(said["composite_cap"]),
        appraisal_floor=_scaled(held["floor_score"]),
        appraisal_cap=_scaled(held["cap_score"]),
        is_points=said["composite_rule"] == "points",
        is_ranked_unrounded=said["rank_on"] == "unrounded",
        is_shared_place_last=said["quota_ties"] == "exclude",
    )


def _scaled(value: Decimal | None) -> int | None:
    return None if value is None else scaled(value)


def _grade(code: str | None, otherwise: int) -> int:
    return otherwise if code is None else GRADES.index(code)


def _field(
    units: list[Row],
    scored: list[list[Row]],
    rules: Rules,
    *,
    lines: tuple[Lines, Lines],
    ties: tuple[str, ...],
    limits: tuple[Limit, ...],
    tree: tuple[Tree, dict[str, int]],
    is_normal: bool,
) -> Field:
    first, (bounds, allowed) = scored[0], lines
    kinds = [row["node_kind"] for row in first]
    appraisal = kinds.index("appraisal") if "appraisal" in kinds else None
    weighs = appraisal is not None and first[appraisal]["weight"] > 0
    named = {*ties, *(limit.node for limit in limits)}
    looks_at_it = appraisal is not None and first[appraisal]["component_code"] in named
    group = Group(
        components=tuple(row["component_code"] for row in first),
        weights=_ints(scaled(row["weight"], WEIGHT_DECIMALS) for row in first),
        scores=_ints([_scaled(row["score"]) or 0 for row in rows] for rows in scored),
        stands=_ints([int(row["score"] is not None) for row in rows] for rows in scored),
        appraisal=appraisal,
        appraisal_unrounded=_ints(_scaled(unit["appraisal_unrounded"]) or 0 for unit in units),
        adjustments=_ints(scaled(unit["adjustment"]) for unit in units),
        ties=_ints([_score(unit[name]) for name in TIES] for unit in units),
        tie_nodes=ties,
        caps=_ints(_grade(unit["grade_cap"], -1) for unit in units),
        limits=limits,
        pools=np.unique([unit["pool_code"] for unit in units], return_inverse=True)[1],
        bounds=_ints([_line(bounds, unit, grade) for grade in GRADES] for unit in units),
        allowed=_ints([_line(allowed, unit, grade) for grade in GRADES[:2]] for unit in units),
    )
    return Field(
        units=tuple(unit["unit_id"] for unit in units),
        tree=tree[0],
        tree_levels=tree[1],
        group=group,
        rules=rules,
        errors=np.array(
            [
                drawable_error(unit["standard_error"], unit["degrees_of_freedom"], is_normal=is_normal)
                if (weighs or looks_at_it) and unit["appraisal_unrounded"] is not None
                else 0.0
                for unit in units
            ]
        ),
        freedoms=_ints(unit["degrees_of_freedom"] or 0 for unit in units),
        composites=_ints(scaled(unit["composite_score"]) for unit in units),
        ranks=_ints(unit["rank_in_group"] for unit in units),
        grades=_ints(_grade(unit["grade_computed"], NO_GRADE) for unit in units),
    )


def _line(lines: Lines, unit: Row, grade: str) -> int:
    return lines.get((unit["pool_code"], grade), LARGEST)


def _ints(values: Any) -> Ints:
    return np.array(list(values), dtype=np.int64)


def _limits(units: list[Row], rows: list[Row]) -> tuple[Limit, ...]:
    """Return the limits that hold for a group; a unit without the score meets none."""
    place = {unit["unit_code"]: number for number, unit in enumerate(units)}
    found: dict[int, Limit] = {}
    for row in rows:
        made = Limit(
            node=row["node_code"],
            scores=np.full(len(units), WITHOUT_SCORE, dtype=np.int64),
            below=scaled(row["score_below"]),
            cap=GRADES.index(row["grade_cap"]),
        )
        limit = found.setdefault(row["limit_no"], made)
        if row["unit_code"] in place:
            limit.scores[place[row["unit_code"]]] = scaled(row["score"])
    return tuple(found.values())


def _score(score: Decimal | None) -> int:
    return WITHOUT_SCORE if score is None else scaled(score)


def drawable_error(error: Decimal | None, freedom: int | None, *, is_normal: bool) -> float:
    """Return a standard error, NaN where it is unknown; of Student's t without a degree of freedom nothing can be drawn."""
    is_drawable = is_normal or bool(freedom) or error == 0
    return float(error) if error is not None and is_drawable else float("nan")
