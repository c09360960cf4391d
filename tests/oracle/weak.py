"""Weak indicators and topics, and what of them is to be mended (section 7)."""

from fractions import Fraction

from tests.oracle.appraisal import Appraisal, withheld_of_unit
from tests.oracle.exact import carried, quotient
from tests.oracle.mending import Item
from tests.oracle.results import IndicatorRow, WeakRow
from tests.oracle.scheme import Scheme
from tests.oracle.treatment import Unit


def group_means(rows: list[tuple[Unit, IndicatorRow]]) -> dict[tuple[str, str], Fraction | None]:
    """Return the mean score of each group's units on each indicator."""
    scores: dict[tuple[str, str], list[Fraction]] = {}
    for unit, row in rows:
        if row.score is not None:
            scores.setdefault((unit.group, row.indicator_code), []).append(row.score)
    return {key: quotient(sum(found, Fraction(0)), Fraction(len(found))) for key, found in scores.items()}


def lost_points(row: IndicatorRow) -> Fraction:
    """Return the points that separate an indicator from a full score."""
    return carried((row.effective_weight or Fraction(0)) * (100 - (row.score or Fraction(0))))


def weak_rows(scheme: Scheme, rows: list[tuple[Unit, IndicatorRow]]) -> list[WeakRow]:
    """Return the weak indicators of all units, each with its place among the unit's indicators by points lost."""
    threshold, means = scheme.number("weak_score_below"), group_means(rows)
    scored = [(unit, row) for unit, row in rows if row.score is not None]
    lost = {row.key: lost_points(row) for _, row in scored}
    order: dict[str, list[tuple[Fraction, tuple[str, ...]]]] = {}
    for key, points in lost.items():
        order.setdefault(key[0], []).append((-points, key))
    for places in order.values():
        places.sort()
    return [
        WeakRow(
            unit_code=unit.code,
            indicator_code=row.indicator_code,
            group_code=unit.group,
            score=row.score or Fraction(0),
            group_mean_score=means[unit.group, row.indicator_code],
            lost_points=lost[row.key],
            rank_in_unit=1 + order[unit.code].index((-lost[row.key], row.key)),
        )
        for unit, row in scored
        if (row.score or Fraction(0)) < threshold
    ]


def weak_items(scheme: Scheme, weak: list[WeakRow], appraisals: dict[str, Appraisal]) -> list[Item]:
    """Return what is to be mended because it is weak: every weak indicator and every weak topic."""
    days = int(scheme.number("rectification_days"))
    score_bound, topic_bound = scheme.number("weak_score_below"), scheme.number("weak_topic_below")
    fewest = scheme.number("min_answers_per_group")
    hidden = {unit: withheld_of_unit(appraisal, fewest) for unit, appraisal in appraisals.items()}
    found = [
        Item(row.unit_code, "weak_indicator", row.indicator_code, days, row.score, score_bound)
        for row in weak
    ]
    for unit, appraisal in appraisals.items():
        for topic in appraisal.topics:
            mean = appraisal.topic_mean(topic)
            if mean is not None and mean < topic_bound:
                shown = None if topic in hidden[unit] else mean
                found.append(Item(unit, "weak_topic", topic, days, shown, topic_bound))
    return found
