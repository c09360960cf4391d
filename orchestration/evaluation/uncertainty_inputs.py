"""Reads what draws need from a build's intermediate tables: the rated units of each group, their errors, and what the models say of them.

Read-only; a scheme whose settings a test of the build will refuse gives nothing to draw.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from orchestration.evaluation.rank_draws import GRADES, NO_GRADE, WEIGHT_DECIMALS, WITHOUT_SCORE, Group, Rules
from orchestration.evaluation.scaled import Ints, scaled

Row = dict[str, Any]
LEAST_DRAWS, MOST_DRAWS = 100, 1_000_000
WHOLE_WEIGHT_PCT = 100
TIES = tuple(f"tie_{place}_score" for place in range(1, 6))
SETTINGS = """
select u.draw_count, u.seed_number, u.weight_variation_pct, a.appraisal_interval, o.composite_rule, s.rank_on, s.quota_ties,
  s.component_decimals, s.composite_decimals, s.composite_floor, s.composite_cap
from intermediate.int_uncertainty__settings as u, intermediate.int_appraisal__settings as a,
  intermediate.int_scheme__optional_settings as o, intermediate.int_scheme__settings as s
"""
UNITS = """
select c.unit_code, p.unit_id, c.group_code, c.composite_score, r.rank_in_group, g.grade_final, t.grade_cap,
  c.bonus_points - c.deduction_points as adjustment, a.score_unrounded as appraisal_unrounded, e.standard_error,
  e.degrees_of_freedom, ties.* exclude (unit_code)
from intermediate.int_scoring__composites as c
inner join intermediate.int_unit__participants as p on c.unit_code = p.unit_code
inner join intermediate.int_grading__ranks as r on c.unit_code = r.unit_code
inner join intermediate.int_grading__grades as g on c.unit_code = g.unit_code
left join intermediate.int_adjustment__totals as t on c.unit_code = t.unit_code
left join intermediate.int_appraisal__scores as a on c.unit_code = a.unit_code
left join intermediate.int_appraisal__errors as e
  on c.unit_code = e.unit_code and e.respondent_group = 'ALL' and e.topic_code = 'ALL'
left join intermediate.int_grading__tie_breakers as ties on c.unit_code = ties.unit_code
where c.result_status = 'rated'
order by c.group_code, p.unit_id
"""
COMPONENTS = """
select unit_code, component_code, node_kind, weight, score from intermediate.int_scoring__components
where score is not null order by component_code
"""
BOUNDS = "select grade_code, lower_bound from staging.stg_efficiency_office__scheme__grades"
ALLOWED = "select group_code, grade_code, units_allowed from intermediate.int_grading__quotas"
APPRAISAL = (
    "select floor_score, cap_score from intermediate.int_scheme__nodes where node_kind = 'appraisal' limit 1"
)
APPRAISAL_TIES = """
select t.order_no from staging.stg_efficiency_office__scheme__tie_breakers as t
inner join intermediate.int_scheme__nodes as n on t.node_code = n.node_code where n.node_kind = 'appraisal'
"""


@dataclass(frozen=True)
class Settings:
    """How many draws from which seed, and what varies besides the survey's errors."""

    draws: int
    seed: int
    weight_variation_pct: float
    is_normal: bool


@dataclass(frozen=True)
class Field:
    """The rated units of a group, in the order of their ids, and what the models say of them.

    Attributes:
        units: Internal ids.
        components: Codes of the weighted components.
        errors: Standard error of each appraisal score; 0 where the group weighs no appraisal, NaN where it is not known.
        freedoms: Degrees of freedom of the errors.
        composites, ranks, grades: As the models have them.
    """

    units: tuple[str, ...]
    components: tuple[str, ...]
    group: Group
    rules: Rules
    errors: npt.NDArray[np.float64]
    freedoms: Ints
    composites: Ints
    ranks: Ints
    grades: Ints

    def is_uncertain(self, settings: Settings) -> bool:
        """Whether anything is known to vary: weights, or the appraisal of some unit."""
        return settings.weight_variation_pct > 0 or bool(np.any(self.errors > 0))


def read_fields(database: Path) -> tuple[Settings, list[Field]]:
    """Return the settings and the groups of a build, by their codes; no groups where the settings are not fit to draw from."""
    with duckdb.connect(str(database), read_only=True) as connection:
        told = {
            name: _rows(connection, query)
            for name, query in (
                ("units", UNITS), ("components", COMPONENTS), ("bounds", BOUNDS), ("allowed", ALLOWED),
                ("appraisal", APPRAISAL), ("appraisal_ties", APPRAISAL_TIES),
            )
        }  # fmt: skip
        (said,) = _rows(connection, SETTINGS)
    settings = Settings(
        said["draw_count"] or 0,
        said["seed_number"] or 0,
        float(said["weight_variation_pct"] or 0),
        said["appraisal_interval"] == "normal",
    )
    if None in said.values() or not _is_fit(settings):
        return settings, []
    members: dict[str, list[Row]] = defaultdict(list)
    for unit in told["units"]:
        members[unit["group_code"]].append(unit)
    components: dict[str, list[Row]] = defaultdict(list)
    for row in told["components"]:
        components[row["unit_code"]].append(row)
    rules = _rules(said, told["bounds"], told["appraisal"])
    ties = tuple(int(row["order_no"]) - 1 for row in told["appraisal_ties"])
    fields = []
    for code, units in members.items():
        allowed = {
            GRADES.index(r["grade_code"]): r["units_allowed"]
            for r in told["allowed"]
            if r["group_code"] == code
        }
        fields.append(_field(units, [components[unit["unit_code"]] for unit in units], rules, allowed, ties))
    return settings, fields


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _is_fit(settings: Settings) -> bool:
    """Whether the settings are those that test `uncertainty_settings_are_known` lets pass."""
    return (
        LEAST_DRAWS <= settings.draws <= MOST_DRAWS
        and settings.seed >= 0
        and 0 <= settings.weight_variation_pct < WHOLE_WEIGHT_PCT
    )


def _rules(said: Row, bounds: list[Row], appraisal: list[Row]) -> Rules:
    held = appraisal[0] if appraisal else {"floor_score": None, "cap_score": None}
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
        bounds=tuple((GRADES.index(row["grade_code"]), scaled(row["lower_bound"])) for row in bounds),
    )


def _scaled(value: Decimal | None) -> int | None:
    return None if value is None else scaled(value)


def _grade(code: str | None, otherwise: int) -> int:
    return otherwise if code is None else GRADES.index(code)


def _field(
    units: list[Row], scored: list[list[Row]], rules: Rules, allowed: dict[int, int], ties: tuple[int, ...]
) -> Field:
    first = scored[0]
    kinds = [row["node_kind"] for row in first]
    appraisal = kinds.index("appraisal") if "appraisal" in kinds else None
    weighs = appraisal is not None and first[appraisal]["weight"] > 0
    group = Group(
        weights=_ints(scaled(row["weight"], WEIGHT_DECIMALS) for row in first),
        scores=_ints([scaled(row["score"]) for row in rows] for rows in scored),
        appraisal=appraisal,
        appraisal_unrounded=_ints(_scaled(unit["appraisal_unrounded"]) or 0 for unit in units),
        adjustments=_ints(scaled(unit["adjustment"]) for unit in units),
        ties=_ints([_tie(unit[name]) for name in TIES] for unit in units),
        appraisal_ties=ties,
        caps=_ints(_grade(unit["grade_cap"], -1) for unit in units),
        allowed=allowed,
    )
    return Field(
        units=tuple(unit["unit_id"] for unit in units),
        components=tuple(row["component_code"] for row in first),
        group=group,
        rules=rules,
        errors=np.array([_error(unit["standard_error"]) if weighs or ties else 0.0 for unit in units]),
        freedoms=_ints(unit["degrees_of_freedom"] or 0 for unit in units),
        composites=_ints(scaled(unit["composite_score"]) for unit in units),
        ranks=_ints(unit["rank_in_group"] for unit in units),
        grades=_ints(_grade(unit["grade_final"], NO_GRADE) for unit in units),
    )


def _ints(values: Any) -> Ints:
    return np.array(list(values), dtype=np.int64)


def _tie(score: Decimal | None) -> int:
    return WITHOUT_SCORE if score is None else scaled(score)


def _error(error: Decimal | None) -> float:
    return float("nan") if error is None else float(error)
