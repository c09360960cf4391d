"""What weighs in deed and what repeats (section 10): variances and correlations in fractions; only square roots leave them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import lcm

from tests.oracle.exact import Estimate, quotient
from tests.oracle.precision import root
from tests.oracle.results import CorrelationRow, IndicatorRow, InfluenceRow, MartRow, NodeRow, UnitRow
from tests.oracle.scheme import Scheme

Pair = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Mark:
    """A unit's score on a node, with what it weighs and gives; the composite where the unit has one."""

    unit: str
    score: Fraction | None
    weight: Fraction
    points: Fraction
    composite: Fraction | None


def covariance(pairs: Sequence[Pair]) -> Fraction | None:
    """Return the sample covariance; None below two pairs."""
    if len(pairs) < 2:
        return None
    # Whole numbers of a common unit: many times as fast as fractions, and as exact.
    unit = lcm(*(number.denominator for pair in pairs for number in pair))
    left, right = (
        [number.numerator * (unit // number.denominator) for number in side]
        for side in zip(*pairs, strict=True)
    )
    products = sum(x * y for x, y in zip(left, right, strict=True))
    count = len(pairs)
    return Fraction(count * products - sum(left) * sum(right), unit**2 * count * (count - 1))


def correlation(pairs: Sequence[Pair]) -> Estimate | None:
    """Return Pearson's correlation; None where one side does not vary."""
    common = covariance(pairs)
    spread = [covariance([(pair[side], pair[side]) for pair in pairs]) for side in (0, 1)]
    if common is None or not spread[0] or not spread[1]:
        return None
    return Estimate(common / root(spread[0] * spread[1]))


def _influence(group: str, node: str, marks: Sequence[Mark]) -> InfluenceRow:
    rated = [mark for mark in marks if mark.composite is not None]
    scores = [mark.score for mark in marks if mark.score is not None]
    spread = covariance([(score, score) for score in scores])
    both = [(m.score, m.composite) for m in rated if m.score is not None and m.composite is not None]
    composites = [(m.points, m.composite) for m in rated if m.composite is not None]
    whole = covariance([(composite, composite) for _, composite in composites])
    shared = covariance(composites)
    return InfluenceRow(
        group_code=group,
        node_code=node,
        unit_count=len(rated),
        scored_unit_count=len(scores),
        mean_effective_weight=quotient(sum((m.weight for m in rated), Fraction(0)), Fraction(len(rated))),
        mean_points=quotient(sum((m.points for m in rated), Fraction(0)), Fraction(len(rated))),
        score_standard_deviation=None if spread is None else Estimate(root(spread)),
        composite_correlation=correlation(both),
        variance_share=Estimate(shared / whole) if shared is not None and whole else None,
    )


def _status(found: Fraction | None, bound: Fraction) -> str:
    if found is None:
        return "unknown"
    if abs(found) < bound:
        return "ordinary"
    return "redundant" if found > 0 else "opposed"


def _correlations(
    group: str, marks: dict[str, list[Mark]], bound: Fraction, fewest: int
) -> list[CorrelationRow]:
    scores = {node: {m.unit: m.score for m in found if m.score is not None} for node, found in marks.items()}
    rows = []
    for one, other in combinations(sorted(scores), 2):
        common = [
            (score, scores[other][unit]) for unit, score in scores[one].items() if unit in scores[other]
        ]
        if common:
            found = correlation(common) if len(common) >= fewest else None
            rows.append(
                CorrelationRow(
                    group_code=group,
                    indicator_code=one,
                    other_indicator_code=other,
                    unit_count=len(common),
                    correlation=found,
                    correlation_status=_status(found, bound),
                )
            )
    return rows


def influence_rows(
    scheme: Scheme, units: Sequence[UnitRow], indicators: Sequence[IndicatorRow], nodes: Sequence[NodeRow]
) -> list[MartRow]:
    """Return influence and correlations, group by group, from what the oracle says of scores and composites."""
    results = {unit.unit_code: unit for unit in units}
    marks: dict[tuple[str, str], list[Mark]] = {}
    named = [(row.indicator_code, row) for row in indicators]
    appraisals = [(row.node_code, row) for row in nodes if row.node_kind == "appraisal"]
    for code, row in (*named, *appraisals):
        unit = results[row.unit_code]
        mark = Mark(
            unit.unit_code, row.score, row.effective_weight or Fraction(0), row.points or Fraction(0), unit.composite_score
        )  # fmt: skip
        marks.setdefault((unit.group_code, code), []).append(mark)
    bound = Fraction(scheme.settings.get("redundant_correlation", "0.9"))
    fewest = int(scheme.settings.get("correlation_least_units", "5"))
    rows: list[MartRow] = [_influence(group, code, found) for (group, code), found in marks.items()]
    of_indicators = {code for code, _ in named}
    for group in {group for group, _ in marks}:
        own = {
            code: found for (owner, code), found in marks.items() if owner == group and code in of_indicators
        }
        rows += _correlations(group, own, bound, fewest)
    return rows
