"""Weak indicators and topics, and the rectification items that they become (section 7)."""

from fractions import Fraction

from tests.oracle.appraisal import Appraisal, withheld_of_unit
from tests.oracle.exact import carried, quotient
from tests.oracle.results import IndicatorRow, RectificationRow, WeakRow
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
    return [
        WeakRow(
            unit_code=unit.code,
            indicator_code=row.indicator_code,
            group_code=unit.group,
            score=row.score or Fraction(0),
            group_mean_score=means[unit.group, row.indicator_code],
            lost_points=lost[row.key],
            rank_in_unit=1
            + sum(
                (-points, key) < (-lost[row.key], row.key)
                for key, points in lost.items()
                if key[0] == unit.code
            ),
        )
        for unit, row in scored
        if (row.score or Fraction(0)) < threshold
    ]


def rectification_rows(
    scheme: Scheme, weak: list[WeakRow], appraisals: dict[str, Appraisal]
) -> list[RectificationRow]:
    """Return what is to be mended: every weak indicator and every weak topic."""
    days = int(scheme.number("rectification_days"))
    score_bound, topic_bound = scheme.number("weak_score_below"), scheme.number("weak_topic_below")
    topics = {
        (unit, topic): appraisal.topic_mean(topic)
        for unit, appraisal in appraisals.items()
        for topic in appraisal.topics
    }
    fewest = scheme.number("min_answers_per_group")
    hidden = {unit: withheld_of_unit(appraisal, fewest) for unit, appraisal in appraisals.items()}
    found: list[tuple[str, str, str, Fraction | None, Fraction]]
    found = [(row.unit_code, "weak_indicator", row.indicator_code, row.score, score_bound) for row in weak]
    found += [
        (unit, "weak_topic", topic, None if topic in hidden[unit] else mean, topic_bound)
        for (unit, topic), mean in topics.items()
        if mean is not None and mean < topic_bound
    ]
    return [
        RectificationRow(
            unit_code=unit,
            item_source=source,
            source_code=code,
            observed_score=observed,
            threshold_score=bound,
            due_days=days,
        )
        for unit, source, code, observed, bound in found
    ]
