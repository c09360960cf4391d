"""One unit worked out up to its composite score, and the row that its result becomes (section 3)."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.oracle.adjustments import Adjustments, adjust
from tests.oracle.appraisal import Appraisal, appraise
from tests.oracle.branches import (
    AVAILABLE,
    MISSING,
    NOT_APPLICABLE,
    SCORED,
    Branch,
    bounded,
    has_left,
    spread,
)
from tests.oracle.exact import clip, half_up, quotient, weighted_mean
from tests.oracle.grading import Graded, next_better
from tests.oracle.landed import Row
from tests.oracle.parts import Judge
from tests.oracle.results import UnitRow
from tests.oracle.scheme import Scheme
from tests.oracle.survey import Response
from tests.oracle.treatment import Unit
from tests.oracle.tree import Indicator, indicator_tree


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

    def of_kind(self, kind: str) -> list[Branch]:
        """Return the unit's components of a kind."""
        return [branch for branch in self.components if branch.node.kind == kind]

    def indicator_score(self, scheme: Scheme) -> Fraction | None:
        """The score of the component of indicators, or the mean of several."""
        found = self.of_kind("indicators")
        if len(found) < 2:
            return found[0].score if found else None
        mean = weighted_mean((branch.weight, branch.score) for branch in found if branch.score is not None)
        return None if mean is None else half_up(mean, scheme.decimals("component"))

    @property
    def points(self) -> Fraction:
        """The points of all indicators and of the appraisal."""
        leaves = [leaf for leaf in self.nodes if leaf.node.kind in ("indicator", "appraisal")]
        return sum((leaf.points or Fraction(0) for leaf in leaves), Fraction(0))

    @property
    def nodes(self) -> list[Branch]:
        """Every node of the unit, indicators included."""
        return [node for component in self.components for node in (component, *component.all_below)]

    @property
    def difference(self) -> Fraction:
        """What geometric and harmonic means and bounds of nodes make, in points."""
        return sum((node.difference or Fraction(0) for node in self.nodes), Fraction(0))

    @property
    def dimensions(self) -> list[Branch]:
        """The dimensions of which something applies or could apply."""
        return [node for node in self.nodes if node.node.kind == "dimension"]

    def availability(self, scheme: Scheme) -> Fraction | None:
        """The share of the applicable indicators that is available, in per cent."""
        shares = scheme.shares(self.unit.group)
        by_count = scheme.setting("availability_of", "weight") == "count"
        whole = sum((component.weight for component in self.of_kind("indicators")), Fraction(0))

        def counts_for(component: Branch, node: Branch) -> Fraction:
            share = shares.get(node.node.code, Fraction(0))
            of_all = quotient(share * component.weight, whole)
            return Fraction(1) if by_count else share if of_all is None else of_all

        told = [
            (counts_for(component, node), node.told == AVAILABLE)
            for component in self.of_kind("indicators")
            for node in component.all_below
            if node.node.kind == "indicator" and node.told != NOT_APPLICABLE
        ]
        have = sum((share for share, is_available in told if is_available), Fraction(0))
        return quotient(100 * have, sum((share for share, _ in told), Fraction(0)))

    def lacks_too_much(self, scheme: Scheme) -> bool:
        """Whether the unit has too few of its indicators or too few dimensions that are eligible."""
        if not self.of_kind("indicators"):
            return False
        share = self.availability(scheme)
        eligible = sum(node.status == SCORED and not node.is_below for node in self.dimensions)
        return (share is not None and share < Fraction(scheme.setting("unit_min_availability_pct", "0"))) or (
            eligible < int(scheme.setting("min_eligible_dimensions", "0"))
        )


def build_sheet(judge: Judge, unit: Unit, responses: list[Response], cases: dict[str, list[int]]) -> Sheet:
    """Work one unit out up to its composite score."""
    scheme = judge.scheme
    appraisal = appraise(scheme, unit.group, responses)
    components: list[Branch] = []
    indicators: list[Indicator] = []
    for node in scheme.components(unit.group):
        if node.kind == "appraisal":
            weight = scheme.weights[unit.group, node.code]
            found = appraisal.unrounded
            score = None if found is None else bounded(scheme, node, found)
            status = MISSING if score is None else SCORED
            components.append(Branch(node, weight, status, found, score))
        else:
            components.append(indicator_tree(judge, unit, node, scheme.shares(unit.group), indicators))
    spread(scheme, components)
    sheet = Sheet(unit, components, indicators, appraisal, adjust(scheme, unit.code, cases))
    _compose(sheet, scheme)
    if sheet.composite is None:
        for branch in components:
            branch.hold()
    return sheet


def _compose(sheet: Sheet, scheme: Scheme) -> None:
    """Bring the components, deductions and bonus together; a unit with a missing component is held back."""
    standing = [branch for branch in sheet.components if not has_left(scheme, branch)]
    pairs = [(branch.weight, branch.score) for branch in standing if branch.score is not None]
    if not pairs or len(pairs) < len(standing) or sheet.lacks_too_much(scheme):
        return
    sheet.weighted = weighted_mean(pairs)
    if scheme.setting("composite_rule", "weighted_mean") == "points":
        sheet.weighted = quotient(sum((w * s for w, s in pairs), Fraction(0)), Fraction(100))
    if sheet.weighted is None:
        return
    sheet.unrounded = clip(
        sheet.weighted - sheet.adjustments.deduction + sheet.adjustments.bonus,
        scheme.number("composite_floor"),
        scheme.number("composite_cap"),
    )
    sheet.composite = half_up(sheet.unrounded, scheme.decimals("composite"))


def _held_row(sheet: Sheet, scheme: Scheme, previous: str | None) -> UnitRow:
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
        dimensions_below_minimum=sum(node.is_below for node in sheet.dimensions),
        availability_pct=sheet.availability(scheme),
        result_status="held",
    )


def _decided(sheet: Sheet, scheme: Scheme, graded: Graded, limits: list[Row]) -> dict[str, Any]:
    """Return the grades from the computed one on: what capped it, and what was decided."""
    decision: Row = scheme.decisions.get(sheet.unit.code, {})
    final = decision.get("grade_adjusted") or graded.computed
    capped, veto = graded.computed != graded.after_quota, sheet.adjustments.grade_cap
    by_veto = veto is not None and (not limits or veto >= limits[0]["grade_cap"])
    own = scheme.setting("leadership_grade", "none") == "own"
    better = next_better(final, sheet.composite or Fraction(0), graded.bounds)
    return {
        "pool_code": graded.pool,
        "grade_threshold": graded.threshold,
        "grade_after_quota": graded.after_quota,
        "grade_computed": graded.computed,
        "grade_final": final,
        "veto_item_code": sheet.adjustments.veto_items[0] if capped and by_veto else None,
        "limit_no": int(limits[0]["limit_no"]) if capped and not by_veto else None,
        "document_no": decision.get("document_no"),
        "leadership_grade": (decision.get("leadership_grade") or final) if own else None,
        "next_grade": better[0] if better else None,
        "gap_to_next_grade": better[1] if better else None,
    }


def unit_row(
    sheet: Sheet,
    scheme: Scheme,
    graded: Graded | None,
    rated: int,
    *,
    previous: str | None,
    limits: list[Row],
) -> UnitRow:
    """Return the mart's row of a unit's result."""
    held = _held_row(sheet, scheme, previous)
    if graded is None or sheet.composite is None or sheet.unrounded is None:
        return held
    appraisal = sheet.of_kind("appraisal")
    off, on = sheet.adjustments.deduction, sheet.adjustments.bonus
    return UnitRow(
        **{
            **held.__dict__,
            "indicator_component_score": sheet.indicator_score(scheme),
            "appraisal_score": appraisal[0].score if appraisal else None,
            "weighted_score": sheet.weighted,
            "deduction_points": off,
            "bonus_points": on,
            "composite_unrounded": sheet.unrounded,
            "aggregation_difference": sheet.difference,
            "rounding_difference": sheet.composite - (sheet.points + sheet.difference - off + on),
            "composite_score": sheet.composite,
            "rank_in_group": graded.rank,
            "group_unit_count": rated,
            **_decided(sheet, scheme, graded, limits),
            "result_status": "rated",
        }
    )
