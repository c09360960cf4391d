"""What changed between two results (releases of one year, of two years, or a simulation), added up to the change of each composite.

Every composite is the sum of its indicators' points, the appraisal's points, the aggregation difference, minus deductions, plus bonus, plus
the stated rounding difference; so the change of the composite is the sum of their changes. What a geometric or harmonic mean makes of the
indicators' changes is shared out to them (`shared_means`); the rest of the aggregation difference stays one figure. Nothing is estimated.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from orchestration.results.release_tables import ReleaseTables, Row, open_release
from orchestration.results.shared_means import CURVES, Node, Shared, Tree, shared

RATED = "rated"
ZERO = Decimal(0)
LAST_DIGIT = Decimal("1e-12")
UNITS = (
    "select r.*, u.unit_name_zh, u.unit_name_en, u.group_name_zh, u.group_name_en, u.group_sort_order "
    "from fct_unit_result as r inner join dim_unit as u on r.unit_code = u.unit_code order by r.unit_code"
)
INDICATORS = (
    "select s.unit_code, s.indicator_code as code, s.indicator_value, s.score, s.effective_weight, s.points, "
    "s.value_submission_id, s.value_sheet, s.value_cell, i.node_name_zh, i.node_name_en "
    "from fct_indicator_score as s inner join dim_indicator as i on s.indicator_code = i.node_code"
)
APPRAISAL = (
    "select s.unit_code, s.node_code as code, s.score, s.effective_weight, s.points, i.node_name_zh, i.node_name_en "
    "from fct_dimension_score as s inner join dim_indicator as i on s.node_code = i.node_code "
    "where s.node_kind = 'appraisal'"
)
# With all columns: older releases lack some, and what they lack they had no use for.
DIMENSIONS = "select * from fct_dimension_score"
PARENTS = "select * from dim_indicator"
FLOOR = "select setting_value from meta_setting where setting_code = 'geometric_floor'"
ZERO_RULE = "select setting_value from meta_setting where setting_code = 'geometric_zero'"
INPUTS = (
    "select submission_id, bureau_code, dataset_code, period_code, file_name, file_sha256 from meta_input"
)
OBJECTIONS = "select * from fct_objection order by objection_no"
DECIDED = ("upheld", "rejected")


@dataclass(frozen=True)
class Contribution:
    """What one item adds to the change of a composite.

    Attributes:
        kind: indicator, appraisal, deductions, bonus, aggregation or rounding.
        code: Code of the node; None for what has none.
        name_zh: Its name.
        name_en: Its name in English.
        before: Points before; None where there were none.
        after: Points after; None where there are none.
        by_score: What the changed score makes: mean weight times the difference of the scores. None where one side has no score.
        by_weight: What the changed weight makes: mean score times the difference of the weights. None likewise.
        by_aggregation: What geometric or harmonic means above an indicator make more or less of its change; of the aggregation difference, what has gone to
            indicators, with the sign turned. None where there is none on both sides.
        was: The rows that the points come from, before and after.
    """

    kind: str
    code: str | None
    name_zh: str
    name_en: str
    before: Decimal | None
    after: Decimal | None
    by_score: Decimal | None = None
    by_weight: Decimal | None = None
    by_aggregation: Decimal | None = None
    was: tuple[Row | None, Row | None] = (None, None)

    @property
    def change(self) -> Decimal:
        """After minus before, with what geometric means make of it."""
        return (self.after or ZERO) - (self.before or ZERO) + (self.by_aggregation or ZERO)


@dataclass(frozen=True)
class UnitDifference:
    """One unit before and after; either may be missing. Contributions are those of a unit that is rated on both sides."""

    before: Row | None
    after: Row | None
    contributions: tuple[Contribution, ...] = ()

    @property
    def row(self) -> Row:
        """The later row, or the only one."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a unit is before or after")
        return found

    @property
    def change(self) -> Decimal | None:
        """Change of the composite; None unless it is rated on both sides."""
        if not self.contributions or self.before is None or self.after is None:
            return None
        return Decimal(self.after["composite_score"] - self.before["composite_score"])

    @property
    def has_moved(self) -> bool:
        """Whether composite, rank, grade or standing are others than before."""
        if self.before is None or self.after is None:
            return True
        told = ("composite_score", "rank_in_group", "group_code", "grade_final", "result_status")
        return any(self.before[name] != self.after[name] for name in told)


@dataclass(frozen=True)
class Decision:
    """An objection that the later result has a decision on and the earlier has not, and what its unit's results moved by.

    Attributes:
        row: The objection, a row of the later fct_objection.
        unit: Its unit, before and after.
        node: What the indicator that it is about adds to the change; None where it is about none, or the unit is not rated on both sides.
    """

    row: Row
    unit: UnitDifference
    node: Contribution | None


@dataclass(frozen=True)
class Difference:
    """Two results side by side.

    Attributes:
        before: The row of meta_release before.
        after: The row of meta_release after.
        units: Every unit of either.
        inputs: Submissions that only one of them read: (before, after) of each dataset and period.
        decisions: Objections that were decided in between.
    """

    before: Row
    after: Row
    units: tuple[UnitDifference, ...]
    inputs: tuple[tuple[Row | None, Row | None], ...]
    decisions: tuple[Decision, ...] = ()

    def unit(self, code: str) -> UnitDifference:
        """Return a unit by the code that it has in the later result, or else in the earlier."""
        return next(one for one in self.units if one.row["unit_code"] == code)


def difference(before: Path, after: Path) -> Difference:
    """Compare two folders that hold the results' Parquet files; units are matched by their internal id."""
    first, last = _read(before), _read(after)
    names = list(dict.fromkeys([*last.units, *first.units]))
    units = tuple(_unit(first, last, name) for name in names)
    return Difference(
        before=first.release,
        after=last.release,
        units=units,
        inputs=tuple(_inputs(first.inputs, last.inputs)),
        decisions=tuple(_decisions(first.objections, last.objections, units)),
    )


@dataclass(frozen=True)
class _Read:
    """One result: units by internal id, what their points come from by unit and code, and the trees of units that have a geometric or harmonic mean."""

    release: Row
    units: dict[str, Row]
    points: dict[tuple[str, str, str], Row]
    trees: dict[str, Tree]
    inputs: list[Row]
    objections: list[Row]


def _read(folder: Path) -> _Read:
    with open_release(folder) as tables:
        (release,) = tables.rows("select * from meta_release")
        return _Read(
            release=release,
            units={row["unit_id"]: row for row in tables.rows(UNITS)},
            points=(points := dict(_points(tables))),
            trees=_trees(tables, points),
            inputs=tables.rows(INPUTS),
            # Releases of earlier versions have no such table.
            objections=tables.rows(OBJECTIONS) if tables.has("fct_objection") else [],
        )


def _points(tables: ReleaseTables) -> Iterable[tuple[tuple[str, str, str], Row]]:
    for kind, query in (("indicator", INDICATORS), ("appraisal", APPRAISAL)):
        for row in tables.rows(query):
            yield (row["unit_code"], kind, row["code"]), row


def _trees(tables: ReleaseTables, points: dict[tuple[str, str, str], Row]) -> dict[str, Tree]:
    dimensions = [row for row in tables.rows(DIMENSIONS) if _stands(row)]
    units = {row["unit_code"] for row in dimensions if row.get("aggregation_rule") in CURVES}
    if not units:
        return {}
    parents = {row["node_code"]: row["parent_code"] for row in tables.rows(PARENTS)}
    nodes: dict[str, dict[str, Node]] = {unit: {} for unit in units}
    for row in dimensions:
        if row["unit_code"] in units:
            nodes[row["unit_code"]][row["node_code"]] = _tree_node(
                row, row["parent_code"], row["aggregation_rule"]
            )
    for (unit, kind, code), row in points.items():
        if kind == "indicator" and unit in units and _stands(row):
            nodes[unit][code] = _tree_node(row, parents[code], None)
    floor = _floor(tables)
    return {unit: Tree(own, floor) for unit, own in nodes.items()}


def _floor(tables: ReleaseTables) -> Decimal:
    """Return what a release's geometric and harmonic means lift lower scores to; 0 where they don't, and in releases that do not say."""
    if not tables.has("meta_setting") or not any(
        row["setting_value"] == "floor" for row in tables.rows(ZERO_RULE)
    ):
        return ZERO
    return next((Decimal(row["setting_value"]) for row in tables.rows(FLOOR)), ZERO)


def _stands(row: Row) -> bool:
    return row["score"] is not None and row["effective_weight"] is not None


def _tree_node(row: Row, parent: str | None, rule: str | None) -> Node:
    return Node(parent, row["effective_weight"], row["score"], rule)


def _unit(first: _Read, last: _Read, name: str) -> UnitDifference:
    before, after = first.units.get(name), last.units.get(name)
    if before is None or after is None or not _is_rated(before) or not _is_rated(after):
        return UnitDifference(before, after)
    own = _nodes(first, before["unit_code"]), _nodes(last, after["unit_code"])
    trees = first.trees.get(before["unit_code"]), last.trees.get(after["unit_code"])
    whole = shared(trees[0], trees[1]) if trees[0] is not None and trees[1] is not None else {}
    keys = list(dict.fromkeys([*own[1], *own[0]]))
    nodes = [_node(key, own[0].get(key), own[1].get(key), whole) for key in keys]
    moved = sum((node.by_aggregation for node in nodes if node.by_aggregation is not None), ZERO)
    return UnitDifference(before, after, (*nodes, *_rest(before, after, -moved if whole else None)))


def _is_rated(row: Row) -> bool:
    return bool(row["result_status"] == RATED)


def _nodes(read: _Read, unit: str) -> dict[tuple[str, str], Row]:
    return {
        (kind, code): row
        for (owner, kind, code), row in read.points.items()
        if owner == unit and row["points"] is not None
    }


def _node(
    key: tuple[str, str], before: Row | None, after: Row | None, whole: Mapping[str, Shared]
) -> Contribution:
    named = after or before or {}
    by_score = by_weight = None
    if before is not None and after is not None:
        # The product rule for differences; halves are exact in decimals.
        weights = before["effective_weight"], after["effective_weight"]
        scores = before["score"], after["score"]
        by_score = (weights[0] + weights[1]) * (scores[1] - scores[0]) / 2
        by_weight = (scores[0] + scores[1]) * (weights[1] - weights[0]) / 2
    points = before["points"] if before else None, after["points"] if after else None
    told = whole.get(key[1]) if key[0] == "indicator" else None
    return Contribution(
        kind=key[0],
        code=key[1],
        name_zh=named["node_name_zh"],
        name_en=named["node_name_en"],
        before=points[0],
        after=points[1],
        by_score=by_score,
        by_weight=by_weight,
        by_aggregation=None if told is None else _beyond_points(told, points),
        was=(before, after),
    )


def _beyond_points(told: Shared, points: tuple[Decimal | None, Decimal | None]) -> Decimal:
    """Return what geometric or harmonic means make more or less of an indicator's change than its points below them, at their last digit."""
    first, last = (
        value or ZERO if is_inside else ZERO for value, is_inside in zip(points, told.inside, strict=True)
    )
    return told.points.quantize(LAST_DIGIT, ROUND_HALF_UP) - (last - first)


def _rest(before: Row, after: Row, shared_out: Decimal | None) -> Iterable[Contribution]:
    rest = (
        ("deductions", "扣分", "deductions", -1, "deduction_points"),
        ("bonus", "加分", "bonus", 1, "bonus_points"),
        ("aggregation", "合成差额", "aggregation difference", 1, "aggregation_difference"),
        ("rounding", "舍入与上下限", "rounding and bounds", 1, "rounding_difference"),
    )
    for kind, zh, en, sign, field in rest:
        # Releases of earlier versions knew no geometric means and no bounds of nodes: without the column there was nothing.
        pair = [sign * (row.get(field) or ZERO) for row in (before, after)]
        if kind != "aggregation" or any(pair) or shared_out:
            is_shared = kind == "aggregation"
            yield Contribution(
                kind, None, zh, en, pair[0], pair[1], by_aggregation=shared_out if is_shared else None
            )


def _inputs(before: Sequence[Row], after: Sequence[Row]) -> Iterable[tuple[Row | None, Row | None]]:
    def keyed(rows: Sequence[Row]) -> dict[tuple[str, ...], Row]:
        return {(row["bureau_code"], row["dataset_code"], row["period_code"]): row for row in rows}

    first, last = keyed(before), keyed(after)
    for key in sorted({*first, *last}):
        one, other = first.get(key), last.get(key)
        if one is None or other is None or one["file_sha256"] != other["file_sha256"]:
            yield one, other


def _decisions(
    before: Sequence[Row], after: Sequence[Row], units: Sequence[UnitDifference]
) -> Iterable[Decision]:
    known = {(row["evaluation_year"], row["objection_no"]): row["objection_state"] for row in before}
    by_code = {one.row["unit_code"]: one for one in units}
    for row in after:
        state = row["objection_state"]
        if state in DECIDED and known.get((row["evaluation_year"], row["objection_no"])) != state:
            unit = by_code[row["unit_code"]]
            nodes = (
                item
                for item in unit.contributions
                if item.code is not None and item.code == row["indicator_code"]
            )
            yield Decision(row, unit, next(nodes, None))
