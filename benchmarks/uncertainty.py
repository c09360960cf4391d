"""What it costs to say how sure ranks are: one group of units with 100 indicators in ten dimensions, 10,000 draws, by what varies.

Scores are made up; a draw does all that `write_uncertainty` does after reading. Each case runs in a process of its own. Run: `make bench`, or
`python -m benchmarks.uncertainty [units …]`.
"""

import sys
import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np

from benchmarks.annual import measure
from orchestration.evaluation.rank_draws import Group, Rules, outcome
from orchestration.evaluation.rescaled import Alternative
from orchestration.evaluation.scaled import LARGEST, UNIT, Ints
from orchestration.evaluation.tree_draws import FACTOR, NOBODY, Branch, Choices, Tree, node_scores
from orchestration.evaluation.uncertainty import uncertainty_of
from orchestration.evaluation.uncertainty_inputs import Field
from orchestration.evaluation.uncertainty_settings import Settings

SIZES = (256, 2_000)
DIMENSIONS, PER_DIMENSION, DRAWS, SEED = 10, 10, 10_000, 1
ONE, NOTHING = "--one", "nothing: starting, and laying the group down"
DIGIT = UNIT // 10**4
METHODS = (
    Alternative("geometric", "rule", 30),
    Alternative("leave_one_out", "leave_one_out", 30),
    Alternative("zscore", "normalisation", 30, base=Decimal(80), step=Decimal(8)),
)
# By name: per cents of levels 1 to 5, alternatives.
CASES: dict[str, tuple[tuple[float, ...], tuple[Alternative, ...]]] = {
    "survey": ((0, 0, 0, 0, 0), ()),
    "survey and weights of components": ((20, 0, 0, 0, 0), ()),
    "survey and weights of all levels": ((20, 20, 20, 0, 0), ()),
    "the same, other means, other normalisation, one left out": ((20, 20, 20, 0, 0), METHODS),
}


def tree_of(units: int) -> tuple[Tree, dict[str, int]]:
    """Return a tree of two levels below 指标考核, scores between 60 and 100 at four decimals."""
    scores: Ints = (
        np.random.default_rng(SEED).integers(60 * 10**4, 100 * 10**4, (units, DIMENSIONS * PER_DIMENSION))
        * DIGIT
    )
    leaves = tuple(f"I{place:03d}" for place in range(scores.shape[1]))
    dimensions = tuple(f"D{place:02d}" for place in range(DIMENSIONS))

    def branch(code: str, children: tuple[str, ...]) -> Branch:
        nominal = np.full(len(children), 100 * UNIT // len(children))
        return Branch(
            code,
            "arithmetic",
            None,
            None,
            4,
            children,
            np.tile(nominal, (units, 1)),
            nominal,
            np.zeros(units, np.int64),
        )

    branches = [
        branch(code, leaves[place * PER_DIMENSION : (place + 1) * PER_DIMENSION])
        for place, code in enumerate(dimensions)
    ]
    branches.append(branch("INDICATORS", dimensions))
    tree = Tree(tuple(branches), leaves, scores, np.ones(scores.shape, dtype=bool), 4, 4, None)
    still = np.zeros(1, dtype=np.int64)
    drawn = node_scores(tree, Choices({}, still, still, still + NOBODY), [scores])
    told = tuple(replace(one, scores=drawn[one.code][0]) for one in branches)
    return replace(tree, branches=told), {**dict.fromkeys(leaves, 3), **dict.fromkeys(dimensions, 2)}


def field_of(units: int) -> Field:
    """Return the group, with what a draw with nothing varied gives as published."""
    tree, levels = tree_of(units)
    appraisal = np.random.default_rng(SEED + 1).integers(70 * 10**4, 95 * 10**4, units) * DIGIT
    group = Group(
        components=("APPRAISAL", "INDICATORS"),
        weights=np.array([300_000, 700_000]),
        scores=np.stack([appraisal, tree.branches[-1].scores], axis=1),
        stands=np.ones((units, 2), dtype=np.int64),
        appraisal=0,
        appraisal_unrounded=appraisal,
        adjustments=np.zeros(units, dtype=np.int64),
        ties=np.zeros((units, 0), dtype=np.int64),
        tie_nodes=(),
        caps=np.full(units, -1),
        limits=(),
        pools=np.zeros(units, dtype=np.int64),
        bounds=np.tile(np.array([85, 75, 60, 0]) * UNIT, (units, 1)),
        allowed=np.full((units, 2), LARGEST),
    )
    rules = Rules(
        4,
        2,
        0,
        105 * UNIT,
        None,
        None,
        is_points=False,
        is_ranked_unrounded=False,
        is_shared_place_last=False,
    )
    still, whole = np.zeros((1, units), dtype=np.int64), np.full((1, 2), FACTOR)
    made = outcome(group, rules, still, whole, {})
    return Field(
        units=tuple(f"U{place:05d}" for place in range(units)),
        tree=tree,
        tree_levels=levels,
        group=group,
        rules=rules,
        errors=np.full(units, 1.5),
        freedoms=np.full(units, 200),
        composites=made.composites[0],
        ranks=made.ranks[0],
        grades=made.grades[0],
    )


def one_case(units: int, name: str) -> None:
    """Draw one case; one of nobody only starts the process and lays down the group."""
    field = field_of(units)
    if name not in CASES:
        return
    variations, alternatives = CASES[name]
    settings = Settings(
        DRAWS, SEED, is_normal=False, weight_variations_pct=variations, alternatives=alternatives
    )
    if len(uncertainty_of(field, settings)) != units:
        raise SystemExit("units without a row")


def main(sizes: tuple[int, ...]) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="jixiao-bench-") as folder:
        for units in sizes:
            for name in (NOTHING, *CASES):
                command = [sys.executable, "-m", "benchmarks.uncertainty", ONE, str(units), name]
                made = measure(command, {}, Path(folder) / "log.txt")
                told = f"{made.processor_seconds:7.1f} s of processor  {made.seconds:7.1f} s  {made.peak_mib:5.0f} MiB"
                print(f"{units:>6,} units  {told}  {name}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == [ONE]:
        one_case(int(sys.argv[2]), sys.argv[3])
    else:
        main(tuple(int(units) for units in sys.argv[1:]) or SIZES)
