"""What chance decides in each draw of a group: the survey's errors, weights, and which method is taken; each from a stream of its own.

What becomes of a draw is worked out elsewhere.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np

from orchestration.evaluation.rescaled import Alternative
from orchestration.evaluation.scaled import UNIT, Ints
from orchestration.evaluation.streams import Floats, Stream, deviates
from orchestration.evaluation.tree_draws import FACTOR, NOBODY, RULES, Choices
from orchestration.evaluation.uncertainty_inputs import Field
from orchestration.evaluation.uncertainty_settings import Settings

SURVEY, WEIGHTS, RULE, NORMALISATION, LEAVE_ONE_OUT = SOURCES = (
    "survey",
    "weights",
    "rule",
    "normalisation",
    "leave_one_out",
)
# A t with one or two degrees of freedom knows no bounds, 64 bits do; a score so far off decides nothing further.
FARTHEST_POINTS = 1000


@dataclass(frozen=True)
class Chance:
    """Some draws.

    Attributes:
        shifts: Per draw and unit, what is added to the appraisal's score, in units of the twelfth decimal.
        factors: Per draw and component, what its weight is multiplied by, in thousandths.
        choices: What happens below the components.
    """

    shifts: Ints
    factors: Ints
    choices: Choices

    def only(self, sources: Collection[str]) -> "Chance":
        """Return the same draws in which nothing varies but these sources."""
        choices, still = self.choices, np.zeros_like(self.choices.left)
        return Chance(
            shifts=self.shifts if SURVEY in sources else np.zeros_like(self.shifts),
            factors=self.factors if WEIGHTS in sources else np.full_like(self.factors, FACTOR),
            choices=replace(
                choices,
                factors=choices.factors if WEIGHTS in sources else {},
                rules=choices.rules if RULE in sources else still,
                scales=choices.scales if NORMALISATION in sources else still,
                left=choices.left if LEAVE_ONE_OUT in sources else still + NOBODY,
            ),
        )

    @property
    def is_still_below(self) -> bool:
        """Whether nothing varies below the components."""
        choices = self.choices
        changes = (choices.rules > 0, choices.scales > 0, choices.left != NOBODY)
        return not choices.factors and not any(bool(np.any(change)) for change in changes)


def active_sources(field: Field, settings: Settings) -> tuple[str, ...]:
    """Return the sources from which anything may come in a group, in the order of SOURCES."""
    found = {alternative.source for alternative in settings.alternatives if field.tree.branches}
    if np.any(field.errors > 0):
        found.add(SURVEY)
    below = any(settings.variation(node_level) > 0 for node_level in field.tree_levels.values())
    if settings.variation(1) > 0 or below:
        found.add(WEIGHTS)
    return tuple(source for source in SOURCES if source in found)


class Chances:
    """The streams of a group, read on from block to block."""

    def __init__(self, field: Field, settings: Settings) -> None:
        """Open each stream at its beginning."""
        self._field, self._settings = field, settings
        self._units = [Stream(settings.seed, f"unit:{unit}") for unit in field.units]
        self._weights = {
            code: (Stream(settings.seed, f"weight:{code}"), settings.variation(level))
            for code, level in {**dict.fromkeys(field.group.components, 1), **field.tree_levels}.items()
            if settings.variation(level) > 0
        }
        asked = {alternative.source for alternative in settings.alternatives}
        self._choices = {source: Stream(settings.seed, f"choice:{source}") for source in sorted(asked)}
        left = field.tree.indicators if LEAVE_ONE_OUT in asked else ()
        self._left = [Stream(settings.seed, f"left:{code}") for code in left]

    def take(self, count: int) -> Chance:
        """Return the next draws."""
        varied = {code: _factor(stream, pct, count) for code, (stream, pct) in self._weights.items()}
        components = self._field.group.components
        still = np.full(count, FACTOR, dtype=np.int64)
        return Chance(
            shifts=self._shifts(count),
            factors=np.stack([varied.get(code, still) for code in components], axis=1),
            choices=Choices(
                factors={code: factor for code, factor in varied.items() if code not in components},
                rules=self._chosen(RULE, {code: place for place, code in enumerate(RULES) if code}, count),
                scales=self._chosen(NORMALISATION, _places(self._settings.alternatives), count),
                left=self._leaving(count),
            ),
        )

    def _shifts(self, count: int) -> Ints:
        """Return what is added to each unit's appraisal score; nothing where its error is unknown."""
        field = self._field
        shifts = np.zeros((count, len(self._units)), dtype=np.int64)
        farthest = FARTHEST_POINTS * UNIT
        for place, stream in enumerate(self._units):
            error = field.errors[place]
            if error > 0:
                freedom = None if self._settings.is_normal else int(field.freedoms[place])
                drawn = deviates(stream.uniforms(count), freedom) * error * UNIT
                shifts[:, place] = np.rint(np.clip(drawn, -farthest, farthest)).astype(np.int64)
        return shifts

    def _chosen(self, source: str, places: Mapping[str, int], count: int) -> Ints:
        """Return which alternative each draw takes, 0 being the scheme's own."""
        chosen = np.zeros(count, dtype=np.int64)
        if source in self._choices:
            drawn, reached = 100 * self._choices[source].uniforms(count), 0.0
            for alternative in self._settings.alternatives:
                if alternative.source == source:
                    below, reached = reached, reached + alternative.probability_pct
                    chosen[(drawn >= below) & (drawn < reached)] = places[alternative.code]
        return chosen

    def _leaving(self, count: int) -> Ints:
        """Return which indicator is left out: the one whose own number is the smallest, where any is."""
        is_drawn = self._chosen(LEAVE_ONE_OUT, {LEAVE_ONE_OUT: 1}, count) == 1
        if not self._left:
            return np.full(count, NOBODY, dtype=np.int64)
        smallest, drawn = np.full(count, 2.0), np.zeros(count, dtype=np.int64)
        for place, stream in enumerate(self._left):
            own = stream.uniforms(count)
            drawn, smallest = np.where(own < smallest, place, drawn), np.minimum(own, smallest)
        return np.where(is_drawn, drawn, NOBODY)


def normalisations(alternatives: Collection[Alternative]) -> list[Alternative]:
    """Return the other normalisations, in the order of the scales that stand after the published scores."""
    return [alternative for alternative in alternatives if alternative.source == NORMALISATION]


def _places(alternatives: Collection[Alternative]) -> dict[str, int]:
    return {one.code: place for place, one in enumerate(normalisations(alternatives), start=1)}


def _factor(stream: Stream, variation_pct: float, count: int) -> Ints:
    """Return what a weight is multiplied by, in thousandths: evenly between 1 − p and 1 + p, never nothing."""
    drawn: Floats = 1 + variation_pct / 100 * (2 * stream.uniforms(count) - 1)
    return np.maximum(1, np.rint(FACTOR * drawn)).astype(np.int64)
