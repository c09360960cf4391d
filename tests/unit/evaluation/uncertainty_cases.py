"""Makes groups for draws from plain figures, as the models would have them; no tests here."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np

from orchestration.evaluation.rank_draws import Group, Limit, Rules, outcome
from orchestration.evaluation.scaled import LARGEST, scaled
from orchestration.evaluation.tree_draws import NOBODY, Branch, Choices, Tree, node_scores
from orchestration.evaluation.uncertainty_inputs import Field
from orchestration.evaluation.uncertainty_settings import Settings

SETTINGS = Settings(draws=20_000, seed=7, is_normal=True, weight_variations_pct=(0.0,) * 5, alternatives=())
# Long decimals, so that drawn scores hardly ever share a composite.
RULES = Rules(
    component_decimals=4,
    composite_decimals=4,
    composite_floor=0,
    composite_cap=scaled(Decimal(105)),
    appraisal_floor=None,
    appraisal_cap=None,
    is_points=False,
    is_ranked_unrounded=False,
    is_shared_place_last=False,
)
BOUNDS = [scaled(Decimal(bound)) for bound in (85, 75, 60, 0)]


def ints(values: Sequence[object]) -> np.ndarray:
    """Return values as the arrays hold them, at twelve decimals."""
    return np.array([scaled(Decimal(str(value))) for value in values], dtype=np.int64)


def tree(scores: Sequence[Sequence[object]], weights: Sequence[int], rule: str = "arithmetic") -> Tree:
    """Return indicators directly below 指标考核, whose score is what a draw with nothing varied gives."""
    count = len(scores)
    figures = np.array([ints(row) for row in scores])
    told = np.array([scaled(Decimal(weight)) for weight in weights], dtype=np.int64)
    codes = tuple(f"I{place}" for place in range(len(weights)))
    branch = Branch(
        "INDICATORS",
        rule,
        None,
        None,
        4,
        codes,
        np.tile(told, (count, 1)),
        told,
        np.zeros(count, dtype=np.int64),
    )
    made = Tree((branch,), codes, figures, np.ones(figures.shape, dtype=bool), 4, 4, None)
    still = np.zeros(1, dtype=np.int64)
    (drawn,) = node_scores(made, Choices({}, still, still, still + NOBODY), [figures])["INDICATORS"]
    return replace(made, branches=(replace(branch, scores=drawn),))


# Nothing stands below the components.
BARE = Tree((), (), np.zeros((0, 0), dtype=np.int64), np.zeros((0, 0), dtype=bool), 4, 4, None)


def field(
    appraisals: Sequence[object],
    errors: Sequence[float],
    *,
    indicators: Sequence[object] | None = None,
    weights: tuple[int, int] = (30, 70),
    units: Sequence[str] | None = None,
    rules: Rules = RULES,
    caps: Sequence[int] | None = None,
    allowed: dict[int, int] | None = None,
    freedoms: Sequence[int] | None = None,
    below: Tree = BARE,
    limits: tuple[Limit, ...] = (),
) -> Field:
    """Return a group of two components, the appraisal first, whose published figures are what a draw with nothing varied gives."""
    count = len(appraisals)
    second = below.branches[-1].scores if below.branches else ints(indicators or [80] * count)
    scores = np.stack([ints(appraisals), second], axis=1)
    group = Group(
        components=("APPRAISAL", "INDICATORS"),
        weights=np.array([weight * 10_000 for weight in weights], dtype=np.int64),
        scores=scores,
        stands=np.ones_like(scores),
        appraisal=0,
        appraisal_unrounded=ints(appraisals),
        adjustments=np.zeros(count, dtype=np.int64),
        ties=np.zeros((count, 0), dtype=np.int64),
        tie_nodes=(),
        caps=np.array(caps or [-1] * count, dtype=np.int64),
        limits=limits,
        pools=np.zeros(count, dtype=np.int64),
        bounds=np.array([BOUNDS] * count, dtype=np.int64),
        allowed=np.array([[(allowed or {}).get(grade, LARGEST) for grade in (0, 1)]] * count, dtype=np.int64),
    )
    nothing = outcome(
        group, rules, np.zeros((1, count), dtype=np.int64), np.full((1, 2), 1000, dtype=np.int64), {}
    )
    return Field(
        units=tuple(units or (f"U{place:04d}" for place in range(count))),
        tree=below,
        tree_levels=dict.fromkeys(below.indicators, 2),
        group=group,
        rules=rules,
        errors=np.array(errors, dtype=float),
        freedoms=np.array(freedoms or [100] * count, dtype=np.int64),
        composites=nothing.composites[0],
        ranks=nothing.ranks[0],
        grades=nothing.grades[0],
    )
