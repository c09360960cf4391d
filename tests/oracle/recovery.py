"""Whether a suppressed mean can be worked out: made-up appraisals with many small cells, and what is published as a linear system.

What is published are means; what binds them together are the scheme's weights, which are public too.
"""

from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

from tests.oracle.appraisal import ALL, Appraisal, Voice, withheld, withheld_of_unit
from tests.oracle.survey import Response

FEWEST = Fraction(5)
TOPICS = ("Q1", "Q2", "Q3", "Q4", "Q5")
Unknown = tuple[str, str]
# Of what is published, the respondent group (ALL for the unit) and the topic (ALL for all of them).
Shown = set[tuple[str, str]]


def _response(number: int, group: str, answered: tuple[bool, ...]) -> Response:
    scores = {
        topic: Fraction(60 + number % 40) if known else None
        for topic, known in zip(TOPICS, answered, strict=True)
    }
    weight = Fraction(1)
    return Response(
        str(number), "U", group, "S", None, weight, weight, (None, None, None), None, {}, scores, {}
    )


@st.composite
def appraisals(draw: st.DrawFn) -> Appraisal:
    """Draw a unit's appraisal: few groups and many small cells; topics and groups may weigh nothing, and each group has topics of its own."""
    voices = []
    for code in "ABCD"[: draw(st.integers(1, 4))]:
        weights = draw(st.lists(st.sampled_from([None, 0, 1, 2, 3]), min_size=5, max_size=5).filter(any))
        topics = {
            topic: Fraction(weight)
            for topic, weight in zip(TOPICS, weights, strict=True)
            if weight is not None
        }
        patterns = draw(st.lists(st.tuples(*[st.booleans()] * 5), max_size=12))
        received = [_response(number, code, known) for number, known in enumerate(patterns)]
        voice = Voice(code, Fraction(draw(st.integers(0, 3))), topics, received)
        voice.is_counted = len(voice.valid(ALL)) >= FEWEST
        voices.append(voice)
    return Appraisal(voices, None, None)


def _equation(terms: dict[Unknown, Fraction], unknowns: list[Unknown]) -> list[float]:
    total = sum(terms.values(), Fraction(0))
    return [float(terms.get(unknown, Fraction(0)) / total) if total else 0.0 for unknown in unknowns]


def _group_terms(voice: Voice) -> dict[Unknown, Fraction]:
    terms = {(voice.code, t): weight for t, weight in voice.topics.items() if voice.valid(t)}
    total = sum(terms.values(), Fraction(0))
    return {unknown: weight / total for unknown, weight in terms.items()} if total else {}


def unknowns_of(appraisal: Appraisal) -> list[Unknown]:
    """Return the cells that have a mean."""
    return [(v.code, t) for v in appraisal.voices for t in appraisal.topics if v.valid(t)]


def hidden_of(appraisal: Appraisal) -> list[Unknown]:
    """Return the cells whose mean is suppressed."""
    return [(v.code, t) for v in appraisal.voices for t in withheld(v, FEWEST) - {ALL} if v.valid(t)]


def shown_of(appraisal: Appraisal) -> Shown:
    """Return what is published: of each respondent group and of the unit, the topics and all together."""
    shown = {
        (v.code, t)
        for v in appraisal.voices
        for t in [*appraisal.topics, ALL]
        if v.valid(t) and t not in withheld(v, FEWEST)
    }
    whole = withheld_of_unit(appraisal, FEWEST)
    return shown | {(ALL, t) for t in appraisal.topics if t not in whole} | {(ALL, ALL)}


def equations(appraisal: Appraisal, shown: Shown) -> list[list[float]]:
    """Return what every shown mean says of the cells' means, as rows of a linear system."""
    unknowns = unknowns_of(appraisal)
    counted = [voice for voice in appraisal.voices if voice.is_counted]
    terms: dict[tuple[str, str], dict[Unknown, Fraction]] = {}
    for voice in appraisal.voices:
        terms |= {(voice.code, t): {(voice.code, t): Fraction(1)} for t in appraisal.topics}
        terms[voice.code, ALL] = _group_terms(voice)
    for topic in appraisal.topics:
        terms[ALL, topic] = {(v.code, topic): v.weight for v in counted if v.valid(topic)}
    # The appraisal score itself.
    terms[ALL, ALL] = {
        unknown: voice.weight * share for voice in counted for unknown, share in _group_terms(voice).items()
    }
    return [_equation(terms[mean], unknowns) for mean in sorted(shown)]


def recoverable(rows: list[list[float]], place: int) -> bool:
    """Whether an unknown is a combination of the rows: adding it to them raises no rank."""
    known = np.array(rows)
    alone = np.zeros((1, known.shape[1]))
    alone[0, place] = 1
    return bool(np.linalg.matrix_rank(np.vstack([known, alone])) == np.linalg.matrix_rank(known))
