"""One draw of a group in exact fractions, written from docs/method.md, section 9: the slow way to composite, rank and grade.

What stands below the components is drawn in `drawn_trees`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.exact import clip, half_up, weighted_mean
from tests.oracle.grading import WITHOUT_SCORE, Graded, Pool, competition_ranks, grade_pool
from tests.oracle.landed import Row


@dataclass(frozen=True)
class DrawnUnit:
    """A rated unit: its appraisal score (None where that has left) before bounds and rounding, its other nodes, bonus less deductions, vetoes' cap and pool."""

    appraisal: Fraction | None
    nodes: Mapping[str, Fraction]
    adjustment: Fraction
    cap: str | None
    pool: str


@dataclass(frozen=True)
class DrawnScheme:
    """What the scheme says; weights include the appraisal's, under `APPRAISAL`; limits are node, score below, best grade left."""

    weights: Mapping[str, Fraction]
    component_decimals: int
    composite_decimals: int
    appraisal_bounds: tuple[Fraction | None, Fraction | None]
    composite_bounds: tuple[Fraction, Fraction]
    is_points: bool
    is_ranked_unrounded: bool
    quota_ties: str
    bounds: Mapping[str, Mapping[str, Fraction]]
    quotas: Mapping[str, Row]
    tie_breakers: Sequence[str]
    limits: Sequence[tuple[str, Fraction, str]] = ()


def one_draw(
    units: Mapping[str, DrawnUnit],
    scheme: DrawnScheme,
    shifts: Mapping[str, Fraction],
    factors: Mapping[str, Fraction],
    drawn: Mapping[str, Mapping[str, Fraction]],
) -> tuple[dict[str, Fraction], dict[str, Graded]]:
    """Return composites, and ranks and grades, where each appraisal is shifted, each weight multiplied and some nodes of units are drawn."""
    weights = {node: weight * factors[node] for node, weight in scheme.weights.items()}
    composites, standings, caps = {}, {}, {}
    for name, unit in units.items():
        low, high = scheme.appraisal_bounds
        scores = {**unit.nodes, **drawn.get(name, {})}
        if unit.appraisal is not None:
            held = clip(unit.appraisal + shifts[name], low, high)
            scores["APPRAISAL"] = half_up(held, scheme.component_decimals)
        pairs = [(weight, scores[node]) for node, weight in weights.items() if node in scores]
        if scheme.is_points:
            weighted = half_up(sum((w * s for w, s in pairs), Fraction(0)) / 100, 12)
        else:
            weighted = weighted_mean(pairs) or Fraction(0)
        unrounded = clip(weighted + unit.adjustment, *scheme.composite_bounds)
        composites[name] = half_up(unrounded, scheme.composite_decimals)
        ranked = unrounded if scheme.is_ranked_unrounded else composites[name]
        standings[name] = (ranked, *(scores.get(node, WITHOUT_SCORE) for node in scheme.tie_breakers))
        met = [cap for node, below, cap in scheme.limits if node in scores and scores[node] < below]
        caps[name] = max([*met, *([unit.cap] if unit.cap else [])], default=None)
    ranks, graded = competition_ranks(standings), {}
    for pool in {unit.pool for unit in units.values()}:
        members = {name: composites[name] for name, unit in units.items() if unit.pool == pool}
        found = Pool(pool, members, scheme.bounds[pool])
        graded |= grade_pool(found, ranks, scheme.quotas, caps, quota_ties=scheme.quota_ties)
    return composites, graded
