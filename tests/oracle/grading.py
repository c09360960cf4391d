"""Ranks, grades by bound, quota and veto, and the gap to the next better grade (section 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TypeVar

from tests.oracle.exact import half_up
from tests.oracle.landed import Row
from tests.oracle.scheme import GRADES

NEXT_WORSE = {"A": "B", "B": "C"}


@dataclass(frozen=True)
class Graded:
    """Rank and grades of a rated unit, and the bounds that it was held against."""

    rank: int
    pool: str
    bounds: Mapping[str, Fraction]
    threshold: str | None
    after_quota: str | None
    computed: str | None


@dataclass(frozen=True)
class Pool:
    """Units that are graded among themselves."""

    code: str
    composites: Mapping[str, Fraction]
    bounds: Mapping[str, Fraction]


# What a unit is ranked on: its composite, then its scores on the nodes that break ties; larger is better throughout.
Standing = tuple[Fraction, ...]
WITHOUT_SCORE = Fraction(-(10**15))
S = TypeVar("S", Fraction, Standing)


def competition_ranks(scores: Mapping[str, S]) -> dict[str, int]:
    """Return the rank of each standing from the highest: equal ones share the best rank, 1, 1, 3."""
    return {name: 1 + sum(other > score for other in scores.values()) for name, score in scores.items()}


def quota_places(ranks: Mapping[str, int], quota_ties: str) -> dict[str, int]:
    """Return the place of each unit that is held against the number allowed."""
    if quota_ties == "include":
        return dict(ranks)
    return {name: rank - 1 + sum(other == rank for other in ranks.values()) for name, rank in ranks.items()}


def by_bound(composite: Fraction, bounds: Mapping[str, Fraction]) -> str | None:
    """Return the best grade whose lower bound is not above the composite."""
    reached = [grade for grade in GRADES if grade in bounds and bounds[grade] <= composite]
    return reached[0] if reached else None


def allowed(max_share_pct: Fraction, units: int, rounding: str) -> int:
    """Return how many units of a group may have a grade."""
    exact = max_share_pct * units / 100
    return {"half_up": int(half_up(exact, 0)), "floor": floor(exact), "ceiling": ceil(exact)}[rounding]


def after_quota(grade: str | None, place: int, units: int, quotas: Mapping[str, Row]) -> str | None:
    """Return the grade once those beyond the number allowed have gone down, from the best grade on."""
    for limited, below in NEXT_WORSE.items():
        quota = quotas.get(limited)
        if grade == limited and quota is not None:
            share = Fraction(quota["max_share_pct"])
            if place > allowed(share, units, quota["rounding"]):
                grade = below
    return grade


def worse(grade: str | None, cap: str | None) -> str | None:
    """Return the grade, or the cap where the grade is better than that."""
    if grade is None or cap is None:
        return grade
    return max(grade, cap, key=GRADES.index)


def grade_pool(
    pool: Pool,
    ranks: Mapping[str, int],
    quotas: Mapping[str, Row],
    caps: Mapping[str, str | None],
    *,
    quota_ties: str = "include",
) -> dict[str, Graded]:
    """Grade the units of a pool, whose order is that of their ranks in the group."""
    places = competition_ranks({unit: Fraction(-ranks[unit]) for unit in pool.composites})
    held_against = quota_places(places, quota_ties)
    graded = {}
    for unit, composite in pool.composites.items():
        threshold = by_bound(composite, pool.bounds)
        kept = after_quota(threshold, held_against[unit], len(pool.composites), quotas)
        graded[unit] = Graded(
            ranks[unit], pool.code, pool.bounds, threshold, kept, worse(kept, caps.get(unit))
        )
    return graded


def next_better(
    final: str | None, composite: Fraction, bounds: Mapping[str, Fraction]
) -> tuple[str, Fraction] | None:
    """Return the next better grade and the distance of its bound from the composite; None for the best grade."""
    better = [grade for grade in GRADES if grade in bounds and (final is None or grade < final)]
    return (better[-1], bounds[better[-1]] - composite) if better else None
