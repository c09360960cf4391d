"""One unit worked out up to its composite score, and the row that its result becomes (section 3)."""

from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.adjustments import Adjustments, adjust
from tests.oracle.appraisal import Appraisal, appraise
from tests.oracle.exact import clip, half_up, weighted_mean
from tests.oracle.grading import Graded, next_better
from tests.oracle.parts import Judge
from tests.oracle.results import UnitRow
from tests.oracle.scheme import Scheme
from tests.oracle.survey import Response
from tests.oracle.treatment import Unit
from tests.oracle.tree import MISSING, NOT_APPLICABLE, SCORED, Branch, Indicator, indicator_tree, spread


@dataclass
class Sheet:
    """Everything about one unit before it is ranked."""

    unit: Unit
    components: list[Branch]
    indicators: list[Indicator]
    appraisal: Appraisal
    adjustments: Adjustments
    weighted: Fraction | None = None
    unrounded: Fraction | None = None
    composite: Fraction | None = None

    def component(self, kind: str) -> Branch | None:
        """Return the unit's component of a kind, if it has one."""
        return next((branch for branch in self.components if branch.node.kind == kind), None)

    @property
    def points(self) -> Fraction:
        """The points of all indicators and of the appraisal."""
        leaves = [leaf for c in self.components for dimension in c.children for leaf in dimension.children]
        leaves += [c for c in self.components if c.node.kind == "appraisal"]
        return sum((leaf.points or Fraction(0) for leaf in leaves), Fraction(0))


def build_sheet(judge: Judge, unit: Unit, responses: list[Response], cases: dict[str, list[int]]) -> Sheet:
    """Work one unit out up to its composite score."""
    scheme = judge.scheme
    appraisal = appraise(scheme, unit.group, responses)
    components: list[Branch] = []
    indicators: list[Indicator] = []
    for node in scheme.components(unit.group):
        if node.kind == "appraisal":
            weight = scheme.weights[unit.group, node.code]
            components.append(Branch(node, weight, appraisal.unrounded, appraisal.score))
        else:
            branch, own = indicator_tree(judge, unit, node)
            indicators += own
            components.append(branch)
    spread(components, Fraction(1))
    sheet = Sheet(unit, components, indicators, appraisal, adjust(scheme, unit.code, cases))
    _compose(sheet, scheme)
    if sheet.composite is None:
        for branch in components:
            branch.hold()
    return sheet


def _compose(sheet: Sheet, scheme: Scheme) -> None:
    """Bring the components, deductions and bonus together; a unit with a missing component is held back."""
    pairs = [(branch.weight, branch.score) for branch in sheet.components if branch.score is not None]
    if not pairs or len(pairs) < len(sheet.components):
        return
    sheet.weighted = weighted_mean(pairs)
    if sheet.weighted is None:
        return
    sheet.unrounded = clip(
        sheet.weighted - sheet.adjustments.deduction + sheet.adjustments.bonus,
        scheme.number("composite_floor"),
        scheme.number("composite_cap"),
    )
    sheet.composite = half_up(sheet.unrounded, scheme.decimals("composite"))


def _held_row(sheet: Sheet, previous: str | None) -> UnitRow:
    statuses = [indicator.status for indicator in sheet.indicators]
    return UnitRow(
        unit_code=sheet.unit.code,
        unit_id=sheet.unit.unit_id,
        group_code=sheet.unit.group,
        group_unit_count=None,
        grade_previous=previous,
        indicators_required=len(statuses),
        indicators_present=statuses.count(SCORED),
        indicators_not_applicable=statuses.count(NOT_APPLICABLE),
        indicators_missing=statuses.count(MISSING),
        result_status="held",
    )


def unit_row(
    sheet: Sheet, scheme: Scheme, graded: Graded | None, rated: int, previous: str | None
) -> UnitRow:
    """Return the mart's row of a unit's result."""
    held = _held_row(sheet, previous)
    if graded is None or sheet.composite is None or sheet.unrounded is None:
        return held
    indicators, appraisal = sheet.component("indicators"), sheet.component("appraisal")
    off, on = sheet.adjustments.deduction, sheet.adjustments.bonus
    better = next_better(graded.final, sheet.composite, scheme.grade_bounds)
    return UnitRow(
        **{
            **held.__dict__,
            "indicator_component_score": indicators.score if indicators else None,
            "appraisal_score": appraisal.score if appraisal else None,
            "weighted_score": sheet.weighted,
            "deduction_points": off,
            "bonus_points": on,
            "composite_unrounded": sheet.unrounded,
            "rounding_difference": sheet.composite - (sheet.points - off + on),
            "composite_score": sheet.composite,
            "rank_in_group": graded.rank,
            "group_unit_count": rated,
            "grade_threshold": graded.threshold,
            "grade_after_quota": graded.after_quota,
            "grade_final": graded.final,
            "veto_item_code": sheet.adjustments.veto_items[0] if graded.final != graded.after_quota else None,
            "next_grade": better[0] if better else None,
            "gap_to_next_grade": better[1] if better else None,
            "result_status": "rated",
        }
    )
