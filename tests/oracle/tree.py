"""Indicators, dimensions and components of a unit: scores, weights after what does not apply has left, points (section 3)."""

from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracle.exact import carried, half_up, weighted_mean
from tests.oracle.figures import Value
from tests.oracle.part_rows import part_row
from tests.oracle.parts import Judge, Part
from tests.oracle.results import IndicatorRow, MartRow, NodeRow
from tests.oracle.scheme import Node
from tests.oracle.treatment import Scored, Unit

SCORED, MISSING, NOT_APPLICABLE = "scored", "missing", "not_applicable"


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


@dataclass
class Branch:
    """A dimension or component of a unit; its share is that in the weighted score."""

    node: Node
    weight: Fraction
    unrounded: Fraction | None = None
    score: Fraction | None = None
    share: Fraction = field(default_factory=Fraction)
    children: list["Branch"] = field(default_factory=list)
    counts: bool = True

    @property
    def points(self) -> Fraction | None:
        """The score times the share in the weighted score; nothing adds up to a composite in a unit held back."""
        return carried(carried(self.share) * self.score) if self.counts and self.score is not None else None

    def hold(self) -> None:
        """Take part in a unit that is held back: a component then has no score, and nothing has points."""
        self.counts = False
        if self.node.level == 1:
            self.unrounded = self.score = None
        for child in self.children:
            child.hold()


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


def gather(node: Node, weight: Fraction, children: list[Branch], decimals: int) -> Branch:
    """Return the branch above its children; it has a score when all of them have one."""
    branch = Branch(node, weight, children=children)
    pairs = [(child.weight, child.score) for child in children if child.score is not None]
    if len(pairs) == len(children):
        branch.unrounded = weighted_mean(pairs)
    if branch.unrounded is not None:
        branch.score = half_up(branch.unrounded, decimals)
    return branch


def spread(branches: list[Branch], share: Fraction) -> None:
    """Hand a share in the weighted score down the tree, in proportion to the weights of what applies."""
    total = sum((branch.weight for branch in branches), Fraction(0))
    for branch in branches:
        branch.share = share * branch.weight / total
        spread(branch.children, branch.share)


def indicator_tree(judge: Judge, unit: Unit, component: Node) -> tuple[Branch, list[Indicator]]:
    """Return the component of indicators with its dimensions, and all its indicators, also those that do not apply."""
    scheme = judge.scheme
    indicators: list[Indicator] = []
    dimensions: list[Branch] = []
    for dimension in scheme.children(unit.group, component.code):
        own = [judge_indicator(judge, unit, node) for node in scheme.children(unit.group, dimension.code)]
        indicators += own
        leaves = [
            Branch(i.node, scheme.weights[unit.group, i.node.code], i.unrounded, i.score)
            for i in own
            if i.status != NOT_APPLICABLE
        ]
        if leaves:
            weight = scheme.weights[unit.group, dimension.code]
            dimensions.append(gather(dimension, weight, leaves, scheme.decimals("dimension")))
    weight = scheme.weights[unit.group, component.code]
    return gather(component, weight, dimensions, scheme.decimals("component")), indicators


def node_row(unit: Unit, branch: Branch) -> NodeRow:
    """Return the mart's row of a dimension or component."""
    return NodeRow(
        unit_code=unit.code,
        node_code=branch.node.code,
        node_level=branch.node.level,
        node_kind=branch.node.kind,
        weight=branch.weight,
        effective_weight=carried(branch.share),
        score_unrounded=branch.unrounded,
        score=branch.score,
        points=branch.points,
    )


def indicator_rows(judge: Judge, unit: Unit, indicator: Indicator, leaf: Branch | None) -> list[MartRow]:
    """Return the mart's rows of an indicator and its parts; an indicator that does not apply has no leaf."""
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
        value_treatment=indicator.scored.treatment,
        penalty_points=indicator.scored.penalty,
        value_vintage=value.vintage,
        target_value=target.value if target else None,
        baseline_value=judge.value(unit, node.code, judge.year - 1).value,
        city_value=judge.references.city_value(node.code),
        score_unrounded=indicator.unrounded,
        score=indicator.score,
        weight=judge.scheme.weights[unit.group, node.code],
        effective_weight=carried(leaf.share) if leaf else None,
        points=leaf.points if leaf else None,
        score_status=indicator.status,
        parts_used=len(in_use),
        value_submission_id=cell.submission_id if cell else None,
        value_sheet=cell.sheet if cell else None,
        value_cell=cell.cell if cell else None,
        value_raw_text=cell.raw_text if cell else None,
    )
    return [row, *(part_row(judge, unit, node, part, total) for part in indicator.parts)]
