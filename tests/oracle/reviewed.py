"""Which changes of rank and grade against last year go to the review list, and on which grounds (section 9).

Reads what the build laid down of last year's and of this year's draws; the draws themselves are held against an oracle of their own.
"""

from fractions import Fraction
from pathlib import Path

from tests.oracle.exact import carried
from tests.oracle.landed import Inputs, Row
from tests.oracle.results import Results, ReviewRow, UnitRow

ORDER = ("A", "B", "C", "D", None)
SHARES = (
    "grade_a_probability",
    "grade_b_probability",
    "grade_c_probability",
    "grade_d_probability",
    "no_grade_probability",
)
NORMAL = Fraction("1.95996398454")
SIGNIFICANT, NOT_SIGNIFICANT, UNKNOWN = "significant", "not_significant", "unknown"
WORDS = (("综合得分", "composite"), ("位次", "rank"), ("等次", "grade"))


def _of_composite(change: Fraction, now: Row, before: Row) -> str:
    errors = [year.get("composite_error") for year in (now, before)]
    if None in errors:
        return UNKNOWN
    within = change**2 <= NORMAL**2 * sum((Fraction(error) ** 2 for error in errors), Fraction(0))
    return NOT_SIGNIFICANT if within else SIGNIFICANT


def _of_rank(rank: int, previous: int, now: Row, before: Row) -> str | None:
    if rank == previous:
        return None
    if now.get("best_rank") is None or before.get("best_rank") is None:
        return UNKNOWN
    if rank < previous:
        reaches = now["worst_rank"] - rank, previous - before["best_rank"]
    else:
        reaches = rank - now["best_rank"], before["worst_rank"] - previous
    return NOT_SIGNIFICANT if (rank - previous) ** 2 <= sum(one**2 for one in reaches) else SIGNIFICANT


def _doubt(grade: str | None, previous: str | None, now: Row, before: Row) -> Fraction | None:
    """Return how probable it is that draws of both years show no change in the direction of the published one."""
    if grade == previous or now.get(SHARES[0]) is None or before.get(SHARES[0]) is None:
        return None
    rose = ORDER.index(grade) < ORDER.index(previous)
    ours, theirs = ([Fraction(year[name]) for name in SHARES] for year in (now, before))
    facing = [theirs[: place + 1] if rose else theirs[place:] for place in range(len(ORDER))]
    return sum(
        (carried(own * sum(there, Fraction(0))) for own, there in zip(ours, facing, strict=True)), Fraction(0)
    )


def _row(unit: UnitRow, last: Row, now: Row, before: Row) -> ReviewRow | None:
    """Return a unit's row; None where nothing has changed, or all that has is significant."""
    rank, previous = unit.rank_in_group, last["rank_in_group"]
    if unit.composite_score is None or rank is None or last["composite_score"] is None:
        return None
    if (rank, unit.grade_final) == (previous, last["grade_final"]):
        return None
    change = unit.composite_score - Fraction(last["composite_score"])
    doubt = _doubt(unit.grade_final, last["grade_final"], now, before)
    of_grade = None
    if unit.grade_final != last["grade_final"]:
        of_grade = UNKNOWN if doubt is None else NOT_SIGNIFICANT if doubt > Fraction("0.025") else SIGNIFICANT
    answers = _of_composite(change, now, before), _of_rank(rank, previous, now, before), of_grade
    grounds = [
        words for words, answer in zip(WORDS, answers, strict=True) if answer in (NOT_SIGNIFICANT, UNKNOWN)
    ]
    if not grounds:
        return None
    return ReviewRow(
        unit_code=unit.unit_code,
        group_code=unit.group_code,
        rank_in_group=rank,
        previous_rank=previous,
        grade_final=unit.grade_final,
        grade_previous=last["grade_final"],
        is_rank_changed=rank != previous,
        is_grade_changed=unit.grade_final != last["grade_final"],
        composite_change=change,
        change_status=answers[0],
        rank_status=answers[1],
        grade_doubt=doubt,
        grade_status=of_grade,
        grounds_zh="、".join(zh for zh, _ in grounds),
        grounds_en=", ".join(en for _, en in grounds),
    )


def review(folder: Path, results: Results) -> None:
    """Add the review list to what the oracle worked out, from the inputs of a build that has drawn.

    Args:
        folder: The build's `inputs/`, with the draws that were laid down between the models.
        results: What `evaluate` gave; the rows of units are read, those of the list added.
    """
    inputs = Inputs(folder)
    last = {row["unit_id"]: row for row in inputs.rows("build__previous_results")}
    before = {row["unit_id"]: row for row in inputs.rows("build__previous_uncertainty")}
    now = {row["unit_id"]: row for row in inputs.rows("build__rank_uncertainty")}
    results.cover(ReviewRow)
    found = (
        _row(unit, last[unit.unit_id], now.get(unit.unit_id, {}), before.get(unit.unit_id, {}))
        for unit in results.of(UnitRow)
        if unit.unit_id in last
    )
    results.add(row for row in found if row is not None)
