"""How sure each rank and grade is: draws what the scheme says is uncertain over a build's intermediate tables, for the marts.

Runs between the intermediate models and the marts, and writes the dbt source `build__rank_uncertainty`. How one draw becomes
ranks and grades stands in `rank_draws`; what is read from the build, in `uncertainty_inputs`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.evaluation.rank_draws import FACTOR, GRADES, NO_GRADE, Outcome, outcome
from orchestration.evaluation.scaled import UNIT, Ints
from orchestration.evaluation.streams import Stream, deviates
from orchestration.evaluation.uncertainty_inputs import Field, Settings, read_fields
from orchestration.evaluation.uncertainty_table import SOURCE, UNCERTAINTY

# Draws times units that are worked on at once: arrays of some 8 MB.
BLOCK = 1_000_000
# A t with one or two degrees of freedom knows no bounds, 64 bits do; a score so far off decides nothing further.
FARTHEST_POINTS = 1000


@dataclass(frozen=True)
class Tally:
    """What came of a group's draws: how often each unit had each rank and grade, and how far composites went."""

    ranks: Ints
    grades: Ints
    deviations: np.ndarray[Any, np.dtype[np.float64]]
    squares: np.ndarray[Any, np.dtype[np.float64]]


def write_uncertainty(database: Path, inputs: Path) -> int:
    """Draw, and lay the source in place of the empty one; returns the number of rows.

    Args:
        database: The build's database, with the intermediate tables.
        inputs: The build's inputs.

    Raises:
        RuntimeError: A draw in which nothing varies does not give the composites, ranks and grades of the models: a fault of
            ours, so nothing is written.
    """
    settings, fields = read_fields(database)
    rows = [row for field in fields for row in uncertainty_of(field, settings)]
    path = inputs / SOURCE / f"{SOURCE}.parquet"
    made = path.with_suffix(".tmp")
    pq.write_table(pa.Table.from_pylist(rows, schema=UNCERTAINTY), made)
    made.replace(path)
    return len(rows)


def uncertainty_of(field: Field, settings: Settings) -> list[dict[str, Any]]:
    """Return the rows of one group's units; none where nothing is known to be uncertain."""
    reproduce(field)
    if not field.is_uncertain(settings):
        return []
    tally = draw(field, settings)
    unknown = int(np.isnan(field.errors).sum())
    return [_row(field, settings, tally, place, unknown) for place in range(len(field.units))]


def reproduce(field: Field) -> None:
    """Hold a draw with nothing varied against what the models say.

    Raises:
        RuntimeError: They differ.
    """
    units, components = field.group.scores.shape
    nothing = outcome(
        field.group,
        field.rules,
        np.zeros((1, units), dtype=np.int64),
        np.full((1, components), FACTOR, dtype=np.int64),
    )
    for name, drawn, told in (
        ("composite", nothing.composites[0], field.composites),
        ("rank", nothing.ranks[0], field.ranks),
        ("grade", nothing.grades[0], field.grades),
    ):
        wrong = [field.units[place] for place in np.flatnonzero(drawn != told)[:5]]
        if wrong:
            raise RuntimeError(f"A draw with nothing varied gives another {name} than the models: {wrong}")


def draw(field: Field, settings: Settings) -> Tally:
    """Return what came of all draws of a group."""
    count = len(field.units)
    ranks = np.zeros((count, count), dtype=np.int64)
    grades = np.zeros((count, NO_GRADE + 1), dtype=np.int64)
    deviations, squares = np.zeros(count), np.zeros(count)
    for made in _blocks(field, settings):
        places = np.arange(count)
        ranks += np.bincount((places * count + made.ranks - 1).ravel(), minlength=count**2).reshape(
            count, count
        )
        grades += np.bincount(
            (places * (NO_GRADE + 1) + made.grades).ravel(), minlength=count * (NO_GRADE + 1)
        ).reshape(count, NO_GRADE + 1)
        away = (made.composites - field.composites) / UNIT
        deviations += away.sum(axis=0)
        squares += (away**2).sum(axis=0)
    return Tally(ranks, grades, deviations, squares)


def _blocks(field: Field, settings: Settings) -> Iterator[Outcome]:
    units = [Stream(settings.seed, f"unit:{unit}") for unit in field.units]
    nodes = [Stream(settings.seed, f"weight:{node}") for node in field.components]
    size = max(1, BLOCK // max(1, len(units)))
    for start in range(0, settings.draws, size):
        count = min(size, settings.draws - start)
        yield outcome(
            field.group,
            field.rules,
            _shifts(field, settings, units, count),
            _factors(nodes, settings, count),
        )


def _shifts(field: Field, settings: Settings, streams: list[Stream], count: int) -> Ints:
    """Return what is added to each unit's appraisal score; nothing where its error is unknown."""
    shifts = np.zeros((count, len(streams)), dtype=np.int64)
    farthest = FARTHEST_POINTS * UNIT
    for place, stream in enumerate(streams):
        error = field.errors[place]
        if error > 0:
            freedom = None if settings.is_normal else int(field.freedoms[place])
            drawn = deviates(stream.uniforms(count), freedom) * error * UNIT
            shifts[:, place] = np.rint(np.clip(drawn, -farthest, farthest)).astype(np.int64)
    return shifts


def _factors(streams: list[Stream], settings: Settings, count: int) -> Ints:
    """Return what each component's weight is multiplied by, in thousandths, evenly between 1 − p and 1 + p."""
    if not settings.weight_variation_pct:
        return np.full((count, len(streams)), FACTOR, dtype=np.int64)
    drawn = [2 * stream.uniforms(count) - 1 for stream in streams]
    spread = settings.weight_variation_pct / 100
    return np.rint(FACTOR * (1 + spread * np.stack(drawn, axis=1))).astype(np.int64)


def _row(field: Field, settings: Settings, tally: Tally, place: int, unknown: int) -> dict[str, Any]:
    draws, error = settings.draws, field.errors[place]
    told = {
        "unit_id": field.units[place],
        "uncertainty_status": "unknown" if np.isnan(error) else "drawn",
        "unknown_unit_count": unknown,
        "draw_count": draws,
        "seed_number": settings.seed,
        "weight_variation_pct": _statistic(settings.weight_variation_pct),
    }
    if np.isnan(error):
        return told
    mean = tally.deviations[place] / draws
    rank, grade = int(field.ranks[place]), int(field.grades[place])
    shares = tally.grades[place] / draws
    reached = np.cumsum(tally.ranks[place])
    return {
        **told,
        "appraisal_error": _statistic(error),
        "composite_error": _statistic(np.sqrt(max(tally.squares[place] / draws - mean**2, 0.0))),
        # The published rank is always among those said to be possible.
        "best_rank": min(rank, _quantile(reached, 25)),
        "median_rank": _quantile(reached, 500),
        "worst_rank": max(rank, _quantile(reached, 975)),
        "rank_probability": _statistic(tally.ranks[place, rank - 1] / draws),
        "grade_probability": _statistic(shares[grade]),
        **{f"grade_{name.lower()}_probability": _statistic(shares[at]) for at, name in enumerate(GRADES)},
        "no_grade_probability": _statistic(shares[NO_GRADE]),
    }


def _statistic(value: float) -> Decimal:
    return Decimal(f"{value:.12f}")


def _quantile(reached: Ints, thousandths: int) -> int:
    """Return the first rank by which so many thousandths of the draws are reached."""
    return 1 + int(np.argmax(1000 * reached >= thousandths * reached[-1]))
