"""How sure each rank and grade is: draws what the scheme says is uncertain over a build's intermediate tables, for the marts.

Runs between the intermediate models and the marts, and writes the dbt sources `build__rank_uncertainty` and `build__uncertainty_source`. What
chance decides stands in `chances`, how one draw becomes ranks and grades in `tree_draws` and `rank_draws`; what is read, in `uncertainty_inputs`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.evaluation.chances import Chance, Chances, active_sources, normalisations
from orchestration.evaluation.rank_draws import GRADES, NO_GRADE, Outcome, outcome
from orchestration.evaluation.rescaled import rescaled
from orchestration.evaluation.scaled import UNIT, Ints
from orchestration.evaluation.streams import Floats
from orchestration.evaluation.tree_draws import FACTOR, NOBODY, Choices, node_scores
from orchestration.evaluation.uncertainty_inputs import Field, read_fields
from orchestration.evaluation.uncertainty_settings import Settings
from orchestration.evaluation.uncertainty_table import (
    INTERPLAY,
    SOURCE,
    SOURCES_TABLE,
    UNCERTAINTY,
    UNCERTAINTY_SOURCES,
)

# Draws times units times branches that are worked on at once: arrays of some 8 MB.
BLOCK = 1_000_000


@dataclass
class Tally:
    """What came of a group's draws: how often each unit had each rank and grade, and how far composites and ranks went."""

    ranks: Ints
    grades: Ints
    deviations: Floats
    squares: Floats
    rank_shifts: Ints
    rank_deviations: Ints
    rank_squares: Ints
    apart: dict[str, "Apart"] = field(default_factory=dict)


@dataclass
class Apart:
    """What came of the same draws with one source alone; `products` with the deviations of all sources together."""

    deviations: Floats
    squares: Floats
    products: Floats
    rank_shifts: Ints
    rank_deviations: Ints
    rank_products: Ints


def write_uncertainty(database: Path, inputs: Path) -> int:
    """Draw, and lay the sources in place of the empty ones; returns the number of units.

    Args:
        database: The build's database, with the intermediate tables.
        inputs: The build's inputs.

    Raises:
        RuntimeError: A draw in which nothing varies does not give the scores, ranks and grades of the models: a fault of
            ours, so nothing is written.
    """
    settings, fields = read_fields(database)
    told = [rows for group in fields for rows in uncertainty_of(group, settings)]
    rows, sources = [row for row, _ in told], [row for _, own in told for row in own]
    for name, made, schema in ((SOURCE, rows, UNCERTAINTY), (SOURCES_TABLE, sources, UNCERTAINTY_SOURCES)):
        path = inputs / name / f"{name}.parquet"
        partial = path.with_suffix(".tmp")
        pq.write_table(pa.Table.from_pylist(made, schema=schema), partial)
        partial.replace(path)
    return len(rows)


def uncertainty_of(group: Field, settings: Settings) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Return the row of each unit of a group with its rows per source; none where nothing is known to be uncertain."""
    reproduce(group)
    if not active_sources(group, settings):
        return []
    tally = draw(group, settings)
    unknown = int(np.isnan(group.errors).sum())
    return [
        (_row(group, settings, tally, place, unknown), _source_rows(group, settings, tally, place))
        for place in range(len(group.units))
    ]


def reproduce(group: Field) -> None:
    """Hold a draw with nothing varied against what the models say.

    Raises:
        RuntimeError: They differ.
    """
    units, components = group.group.scores.shape
    still = np.zeros(1, dtype=np.int64)
    nodes = node_scores(group.tree, Choices({}, still, still, still + NOBODY), [group.tree.scores])
    nothing = outcome(
        group.group,
        group.rules,
        np.zeros((1, units), dtype=np.int64),
        np.full((1, components), FACTOR, dtype=np.int64),
        nodes,
    )
    for name, drawn, told in (
        *(
            (f"score of {branch.code}", nodes[branch.code][0], branch.scores)
            for branch in group.tree.branches
        ),
        ("composite", nothing.composites[0], group.composites),
        ("rank", nothing.ranks[0], group.ranks),
        ("grade", nothing.grades[0], group.grades),
    ):
        wrong = [group.units[place] for place in np.flatnonzero(drawn != told)[:5]]
        if wrong:
            raise RuntimeError(f"A draw with nothing varied gives another {name} than the models: {wrong}")


def draw(group: Field, settings: Settings) -> Tally:
    """Return what came of all draws of a group."""
    count, sources = len(group.units), active_sources(group, settings)
    tally = Tally(
        ranks=np.zeros((count, count), dtype=np.int64),
        grades=np.zeros((count, NO_GRADE + 1), dtype=np.int64),
        deviations=np.zeros(count),
        squares=np.zeros(count),
        rank_shifts=np.zeros(count, dtype=np.int64),
        rank_deviations=np.zeros(count, dtype=np.int64),
        rank_squares=np.zeros(count, dtype=np.int64),
        apart={
            source: Apart(
                deviations=np.zeros(count),
                squares=np.zeros(count),
                products=np.zeros(count),
                rank_shifts=np.zeros(count, dtype=np.int64),
                rank_deviations=np.zeros(count, dtype=np.int64),
                rank_products=np.zeros(count, dtype=np.int64),
            )
            for source in sources
        },
    )
    scales = [
        group.tree.scores,
        *(rescaled(group.tree, one) for one in normalisations(settings.alternatives)),
    ]
    places = np.arange(count)
    for chance in _blocks(group, settings):
        made = _worked_out(group, chance, scales)
        np.add.at(tally.ranks, (places, made.ranks - 1), 1)
        np.add.at(tally.grades, (places, made.grades), 1)
        away = (made.composites - group.composites) / UNIT
        tally.deviations += away.sum(axis=0)
        tally.squares += (away**2).sum(axis=0)
        moved = made.ranks - group.ranks
        tally.rank_shifts += np.abs(moved).sum(axis=0)
        tally.rank_deviations += moved.sum(axis=0)
        tally.rank_squares += (moved**2).sum(axis=0)
        for source, apart in tally.apart.items():
            alone = made if len(sources) == 1 else _worked_out(group, chance.only({source}), scales)
            own = (alone.composites - group.composites) / UNIT
            apart.deviations += own.sum(axis=0)
            apart.squares += (own**2).sum(axis=0)
            apart.products += (own * away).sum(axis=0)
            apart.rank_shifts += np.abs(alone.ranks - group.ranks).sum(axis=0)
            apart.rank_deviations += (alone.ranks - group.ranks).sum(axis=0)
            apart.rank_products += ((alone.ranks - group.ranks) * moved).sum(axis=0)
    return tally


def _worked_out(group: Field, chance: Chance, scales: list[Ints]) -> Outcome:
    nodes = {} if chance.is_still_below else node_scores(group.tree, chance.choices, scales)
    return outcome(group.group, group.rules, chance.shifts, chance.factors, nodes)


def _blocks(group: Field, settings: Settings) -> Iterator[Chance]:
    chances = Chances(group, settings)
    size = max(1, BLOCK // max(1, len(group.units) * (1 + len(group.tree.branches))))
    for start in range(0, settings.draws, size):
        yield chances.take(min(size, settings.draws - start))


def _row(group: Field, settings: Settings, tally: Tally, place: int, unknown: int) -> dict[str, Any]:
    draws, error = settings.draws, group.errors[place]
    told = {
        "unit_id": group.units[place],
        "uncertainty_status": "unknown" if np.isnan(error) else "drawn",
        "unknown_unit_count": unknown,
        "draw_count": draws,
        "seed_number": settings.seed,
        "weight_variation_pct": _statistic(settings.variation(1)),
    }
    if np.isnan(error):
        return told
    rank, grade = int(group.ranks[place]), int(group.grades[place])
    shares = tally.grades[place] / draws
    reached = np.cumsum(tally.ranks[place])
    return {
        **told,
        "appraisal_error": _statistic(error),
        "composite_error": _statistic(_variance(tally, place, draws) ** 0.5),
        # The published rank is always among those said to be possible.
        "best_rank": min(rank, _quantile(reached, 25)),
        "median_rank": _quantile(reached, 500),
        "worst_rank": max(rank, _quantile(reached, 975)),
        "mean_rank_shift": _statistic(tally.rank_shifts[place] / draws),
        "rank_probability": _statistic(tally.ranks[place, rank - 1] / draws),
        "grade_probability": _statistic(shares[grade]),
        **{f"grade_{name.lower()}_probability": _statistic(shares[at]) for at, name in enumerate(GRADES)},
        "no_grade_probability": _statistic(shares[NO_GRADE]),
    }


def _source_rows(group: Field, settings: Settings, tally: Tally, place: int) -> list[dict[str, Any]]:
    """Return a unit's rows per source, and what the sources together do beyond that; none where its error is not known."""
    if np.isnan(group.errors[place]):
        return []
    unit, draws = group.units[place], settings.draws
    rows: list[dict[str, Any]] = []
    for source, apart in tally.apart.items():
        of_composite, of_rank = _shares(tally, apart, place, draws)
        rows.append(
            {
                "unit_id": unit,
                "source_code": source,
                "composite_error": _statistic(_variance(apart, place, draws) ** 0.5),
                "mean_rank_shift": _statistic(apart.rank_shifts[place] / draws),
                "variance_share": of_composite,
                "rank_variance_share": of_rank,
            }
        )
    if len(rows) > 1:
        rest: dict[str, Any] = {"unit_id": unit, "source_code": INTERPLAY}
        for name in ("variance_share", "rank_variance_share"):
            rest[name] = None if rows[0][name] is None else 1 - sum(row[name] for row in rows)
        rows.append(rest)
    return rows


def _shares(tally: Tally, apart: Apart, place: int, draws: int) -> tuple[Decimal | None, Decimal | None]:
    """Return what a source is of the variance of the composite and of the rank; None where that is nought."""
    variance = _variance(tally, place, draws)
    mean, own = tally.deviations[place] / draws, apart.deviations[place] / draws
    covariance = apart.products[place] / draws - mean * own
    # Ranks are whole numbers, and so are these: draws² times what they are called.
    moved = int(tally.rank_deviations[place])
    of_ranks = draws * int(tally.rank_squares[place]) - moved**2
    with_ranks = draws * int(apart.rank_products[place]) - moved * int(apart.rank_deviations[place])
    return (
        _statistic(covariance / variance) if variance else None,
        _statistic(with_ranks / of_ranks) if of_ranks else None,
    )


def _variance(tally: Tally | Apart, place: int, draws: int) -> float:
    return float(max(tally.squares[place] / draws - (tally.deviations[place] / draws) ** 2, 0.0))


def _statistic(value: float) -> Decimal:
    return Decimal(f"{value:.12f}")


def _quantile(reached: Ints, thousandths: int) -> int:
    """Return the first rank by which so many thousandths of the draws are reached."""
    return 1 + int(np.argmax(1000 * reached >= thousandths * reached[-1]))
