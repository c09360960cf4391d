"""Indicator scores of a group put on another scale: what a draw takes where the scheme lists another normalisation (docs/method.md, section 9)."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from orchestration.evaluation.scaled import DECIMALS, Ints, quotient, rounded, scaled
from orchestration.evaluation.tree_draws import Tree

PARAMETER_DECIMALS = 6
STATISTIC_DECIMALS = 8


@dataclass(frozen=True)
class Alternative:
    """A row of sheet 不确定性方案; parameters in points, None where the alternative has no such parameter."""

    code: str
    source: str
    probability_pct: float
    low: Decimal | None = None
    high: Decimal | None = None
    base: Decimal | None = None
    step: Decimal | None = None


def rescaled(tree: Tree, alternative: Alternative) -> Ints:
    """Return the scores of a group's indicators under another normalisation, per unit and indicator, as they are rounded.

    Raises:
        KeyError: It is no normalisation.
    """
    how = {"minmax": _minmax, "rank": _rank, "zscore": _zscore}[alternative.code]
    found = tree.scores.copy()
    digits = 10 ** (DECIMALS - tree.indicator_decimals)
    for place in range(tree.scores.shape[1]):
        units = tree.scored[:, place]
        scores = tree.scores[units, place] // digits
        # Where all have the same there is no scale to put them on.
        if len(scores) and scores.min() < scores.max():
            drawn = how(scores, alternative, digits)
            found[units, place] = rounded(drawn, tree.indicator_decimals)
    return found


def _ends(alternative: Alternative) -> tuple[int, int]:
    return scaled(alternative.low or Decimal(0), PARAMETER_DECIMALS), scaled(
        alternative.high or Decimal(0), PARAMETER_DECIMALS
    )


def _minmax(scores: Ints, alternative: Alternative, _: int) -> Ints:
    (low, high), least, most = _ends(alternative), scores.min(), scores.max()
    span = np.full_like(scores, most - least)
    return quotient(low * span + (high - low) * (scores - least), span, DECIMALS - PARAMETER_DECIMALS)


def _rank(scores: Ints, alternative: Alternative, _: int) -> Ints:
    """The first has the high score, the last place the low one; equal ones share the better place."""
    (low, high), last = _ends(alternative), len(scores) - 1
    better = last + 1 - np.searchsorted(np.sort(scores), scores, side="right")
    return quotient(
        high * last - (high - low) * better, np.full_like(scores, last), DECIMALS - PARAMETER_DECIMALS
    )


def _zscore(scores: Ints, alternative: Alternative, digits: int) -> Ints:
    base, step = float(alternative.base or 0), float(alternative.step or 0)
    points = scores * (digits / 10**DECIMALS)
    drawn = base + step * (points - points.mean()) / points.std(ddof=1)
    whole: Ints = np.rint(drawn * 10**STATISTIC_DECIMALS).astype(np.int64)
    return np.asarray(whole * 10 ** (DECIMALS - STATISTIC_DECIMALS), dtype=np.int64)
