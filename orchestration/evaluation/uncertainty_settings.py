"""What the scheme says of the draws: how many, from which seed, how far weights vary, which other methods might be taken."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from orchestration.evaluation.rescaled import Alternative

Row = dict[str, Any]
LEAST_DRAWS, MOST_DRAWS = 100, 1_000_000
WHOLE_PCT = 100


@dataclass(frozen=True)
class Settings:
    """How many draws from which seed, and what varies besides the survey's errors.

    Attributes:
        weight_variations_pct: By how many per cent of itself a weight varies at most, by level, from 1 to 5.
        alternatives: Other choices of method, by their codes.
    """

    draws: int
    seed: int
    is_normal: bool
    weight_variations_pct: tuple[float, ...]
    alternatives: tuple[Alternative, ...]

    def variation(self, level: int) -> float:
        """Return by how many per cent weights vary at a level of the tree."""
        return self.weight_variations_pct[level - 1]


def settings_of(said: Row, alternatives: list[Row]) -> Settings:
    """Return the settings that rows of a build's tables say."""
    levels = ("", "_2", "_3", "_4", "_5")
    return Settings(
        draws=said["draw_count"] or 0,
        seed=said["seed_number"] or 0,
        is_normal=said["appraisal_interval"] == "normal",
        weight_variations_pct=tuple(float(said[f"weight_variation_pct{level}"] or 0) for level in levels),
        alternatives=tuple(
            Alternative(
                code=row["alternative"],
                source=row["source_code"],
                probability_pct=float(row["probability_pct"] or 0),
                low=row["score_low"],
                high=row["score_high"],
                base=row["base_score"],
                step=row["step_score"],
            )
            for row in alternatives
        ),
    )


def is_fit(settings: Settings) -> bool:
    """Whether settings and alternatives are those that the build's tests let pass (`int_uncertainty__…`)."""
    shares: dict[str, float] = defaultdict(float)
    for alternative in settings.alternatives:
        shares[alternative.source] += alternative.probability_pct
    return (
        LEAST_DRAWS <= settings.draws <= MOST_DRAWS
        and settings.seed >= 0
        and all(0 <= pct < WHOLE_PCT for pct in settings.weight_variations_pct)
        and all(share <= WHOLE_PCT for share in shares.values())
        and all(_is_whole(alternative) for alternative in settings.alternatives)
    )


def _is_whole(alternative: Alternative) -> bool:
    low, high, base, step = alternative.low, alternative.high, alternative.base, alternative.step
    has_ends = low is not None and high is not None and low < high
    has_step = base is not None and step is not None and step > 0
    needs_ends, needs_step = alternative.code in ("minmax", "rank"), alternative.code == "zscore"
    return (
        alternative.probability_pct > 0
        and (has_ends if needs_ends else (low, high) == (None, None))
        and (has_step if needs_step else (base, step) == (None, None))
    )
