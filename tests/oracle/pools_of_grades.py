"""Among which units a unit is graded, and from which composite on a grade is reached there (section 5)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise

from tests.oracle.exact import clip, half_up
from tests.oracle.scheme import GRADES, Scheme

Bounds = dict[str, Fraction]
SQUARE_DECIMALS = 12


def pool_of(scheme: Scheme, group: str, unit: str, dimensions: int) -> str:
    """Return the pool of a unit: its group, with the number of the first row of peers that it meets."""
    for rule in scheme.peer_rules:
        least, most = rule["min_dimensions"], rule["max_dimensions"]
        if (
            rule["group_code"] == group
            and rule["peer_class"] in (None, scheme.peer_classes[unit])
            and (least is None or dimensions >= int(least))
            and (most is None or dimensions <= int(most))
        ):
            return f"{group}/{rule['order_no']}"
    return group


def natural_breaks(composites: Sequence[Fraction], classes: int) -> list[Fraction] | None:
    """Return the lowest composite of each class, from the best; None with fewer different composites than classes."""
    values = sorted(set(composites), reverse=True)
    if len(values) < classes:
        return None

    @cache
    def gain(start: int, end: int) -> Fraction:
        inside = [score for score in composites if values[end - 1] <= score <= values[start]]
        return half_up(sum(inside) ** 2 / Fraction(len(inside)), SQUARE_DECIMALS)

    def goodness(ends: tuple[int, ...]) -> tuple[Fraction, ...]:
        edges = (0, *ends, len(values))
        total = sum((gain(a, b) for a, b in pairwise(edges)), Fraction(0))
        # Of equally good ones: the fewest values in all classes but the last, then in all but the last two, and so on.
        return (total, *(Fraction(-end) for end in reversed(ends)))

    best = max(combinations(range(1, len(values)), classes - 1), key=goodness)
    return [values[end - 1] for end in (*best, len(values))]


def bounds_of(
    scheme: Scheme, group: str, composites: Sequence[Fraction], previous: Mapping[str, Fraction]
) -> tuple[Bounds, Bounds]:
    """Return the bounds that hold in a pool, and the natural breaks, empty where there are none.

    Args:
        scheme: The scheme.
        group: The pool's group.
        composites: Composites of its rated units.
        previous: Bounds that held for it in the release of the year before.
    """
    own, breaks = scheme.bounds_of(group), {}
    grades = [grade for grade in GRADES if grade in own]
    found = natural_breaks(composites, len(grades)) if group in scheme.by_breaks else None
    if found:
        breaks = dict(zip(grades, found, strict=True))
        lowest = grades[-1]
        own = {**breaks, lowest: min(breaks[lowest], own[lowest])}
    guard = scheme.settings.get("bound_guardrail")
    if guard is not None:
        for grade in grades[:-1]:
            if grade in previous:
                last, g = previous[grade], Fraction(guard)
                own[grade] = clip(own[grade], last - g, last + g)
    return own, breaks
