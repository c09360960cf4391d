"""The tree of a unit's indicators built from its leaves, and the mart's rows of its nodes (section 3)."""

from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.branches import AVAILABLE, MISSING, NOT_APPLICABLE, NOT_AVAILABLE, SCORED, Branch, gather
from tests.oracle.exact import carried, half_up, weighted_mean
from tests.oracle.figures import Value
from tests.oracle.part_rows import part_row
from tests.oracle.parts import Judge, Part
from tests.oracle.results import IndicatorRow, MartRow, NodeRow
from tests.oracle.scheme import Node, Scheme
from tests.oracle.treatment import Scored, Unit

# Treatments after which a figure is still the one that the unit delivered.
OWN = ("as_delivered", "winsorised", "trimmed")


@dataclass(frozen=True)
class Indicator:
    """An indicator of a unit, judged."""

    node: Node
    value: Value
    scored: Scored
    parts: list[Part]
    unrounded: Fraction | None
    score: Fraction | None
    status: str

    def availability(self, scheme: Scheme) -> str:
        """Whether it counts as available, does not, or counts neither way."""
        filled_count = scheme.setting("availability_counts", "delivered") == "filled"
        gave_way = self.scored.treatment == "reweighted" and not filled_count
        if self.status == NOT_APPLICABLE and not gave_way:
            return NOT_APPLICABLE
        is_own = self.scored.treatment in OWN and self.scored.value is not None
        return AVAILABLE if self.status == SCORED and (filled_count or is_own) else NOT_AVAILABLE


def judge_indicator(judge: Judge, unit: Unit, node: Node) -> Indicator:
    """Judge all parts of an indicator and bring them together."""
    value, scored = judge.value(unit, node.code), judge.values.scored(unit, node.code)
    if scored.scoring == "not_applicable":
        return Indicator(node, value, scored, [], None, None, NOT_APPLICABLE)
    if scored.scoring == "missing":
        return Indicator(node, value, scored, [], None, None, MISSING)
    if scored.scoring == "zero":
        return Indicator(node, value, scored, [], Fraction(0), Fraction(0), SCORED)
    parts = judge.parts(unit, node)
    if any(part.status == "held" for part in parts):
        return Indicator(node, value, scored, parts, None, None, MISSING)
    mean = weighted_mean((part.share, part.score) for part in parts if part.in_use and part.score is not None)
    if mean is None:
        return Indicator(node, value, scored, parts, None, None, MISSING)
    if scored.penalty:
        mean = max(mean - scored.penalty, min(mean, Fraction(0)))
    score = half_up(mean, judge.scheme.decimals("indicator"))
    return Indicator(node, value, scored, parts, mean, score, SCORED)


def indicator_tree(
    judge: Judge, unit: Unit, node: Node, shares: dict[str, Fraction], indicators: list[Indicator]
) -> Branch:
    """Return the node with everything below it; all its indicators, also those that do not apply, join the list."""
    weight, share = judge.scheme.weights[unit.group, node.code], shares.get(node.code, Fraction(0))
    if node.kind == "indicator":
        judged = judge_indicator(judge, unit, node)
        indicators.append(judged)
        base = share if judge.scheme.settings["not_applicable_rule"] == "to_component" else weight
        told = judged.availability(judge.scheme)
        return Branch(node, weight, judged.status, judged.unrounded, judged.score, base=base, told=told)
    below = judge.scheme.children(unit.group, node.code)
    children = [indicator_tree(judge, unit, child, shares, indicators) for child in below]
    return gather(judge.scheme, Branch(node, weight, children=children), share)


def node_row(unit: Unit, branch: Branch) -> NodeRow:
    """Return the mart's row of a dimension or component."""
    node = branch.node
    status = branch.status if node.level > 1 or branch.status == SCORED else MISSING
    return NodeRow(
        unit_code=unit.code,
        node_code=node.code,
        parent_code=node.parent,
        node_level=node.level,
        node_kind=node.kind,
        weight=branch.weight,
        applied_weight=branch.applied if node.level > 1 else None,
        effective_weight=None if branch.share is None else carried(branch.share),
        node_status=status,
        aggregation_rule=node.rule,
        availability_pct=branch.availability,
        min_availability_pct=node.least,
        available_count=branch.available,
        min_available_count=node.fewest,
        is_below_minimum=branch.is_below,
        score_unrounded=branch.unrounded,
        floor_score=node.floor,
        cap_score=node.cap,
        bound_status=branch.bound,
        linear_score=branch.linear,
        score=branch.score,
        points=branch.points,
        aggregation_difference=branch.difference,
    )


def indicator_rows(judge: Judge, unit: Unit, indicator: Indicator, leaf: Branch) -> list[MartRow]:
    """Return the mart's rows of an indicator and its parts; what has left has no weight."""
    node, value, cell = indicator.node, indicator.value, indicator.value.cell
    in_use = [part for part in indicator.parts if part.in_use]
    target = judge.scheme.targets.get((unit.code, node.code))
    treatment = judge.scheme.treatment_of(node.code, unit.group)
    total = sum((part.share for part in in_use), Fraction(0))
    row = IndicatorRow(
        unit_code=unit.code,
        indicator_code=node.code,
        dimension_code=node.parent or "",
        indicator_value=value.value,
        scored_value=indicator.scored.value,
        transform=(treatment["transform"] if treatment else None) or "none",
        then_transform=(treatment["then_transform"] if treatment else None) or "none",
        value_treatment=indicator.scored.treatment,
        penalty_points=indicator.scored.penalty,
        transformed_value=judge.values.transformed(unit.group, unit.unit_id, node.code),
        **judge.values.outliers(unit.group, node.code),
        value_vintage=value.vintage,
        target_value=target.value if target else None,
        baseline_value=judge.value(unit, node.code, judge.year - 1).value,
        city_value=judge.references.city_value(node.code),
        score_unrounded=indicator.unrounded,
        score=indicator.score,
        weight=judge.scheme.weights[unit.group, node.code],
        applied_weight=leaf.applied,
        effective_weight=None if leaf.share is None else carried(leaf.share),
        points=leaf.points,
        score_status=indicator.status,
        availability_status=indicator.availability(judge.scheme),
        parts_used=len(in_use),
        missing_reason=value.reason,
        value_submission_id=cell.submission_id if cell else None,
        value_sheet=cell.sheet if cell else None,
        value_cell=cell.cell if cell else None,
        value_raw_text=cell.raw_text if cell else None,
    )
    return [row, *(part_row(judge, unit, node, part, total) for part in indicator.parts)]
