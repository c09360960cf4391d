"""Nobody can work a suppressed mean out: by linear algebra over everything that is published of the appraisal, for made-up years.

What is published are means; what binds them together are the scheme's weights, which are public too.
"""

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracle.appraisal import ALL, Appraisal, Voice, withheld, withheld_of_unit
from tests.oracle.survey import Response

FEWEST = Fraction(5)
TOPICS = ("Q1", "Q2", "Q3", "Q4", "Q5")
Unknown = tuple[str, str]


def _response(number: int, group: str, answered: tuple[bool, ...]) -> Response:
    scores = {
        topic: Fraction(60 + number % 40) if known else None
        for topic, known in zip(TOPICS, answered, strict=True)
    }
    weight = Fraction(1)
    return Response(str(number), "U", group, "S", None, weight, weight, (None, None, None), None, {}, scores)


@st.composite
def appraisals(draw: st.DrawFn) -> Appraisal:
    """Draw a unit's appraisal: few groups and many small cells; topics and groups may weigh nothing."""
    weights = draw(st.lists(st.sampled_from([0, 1, 2, 3]), min_size=5, max_size=5).filter(any))
    topics = {topic: Fraction(weight) for topic, weight in zip(TOPICS, weights, strict=True)}
    voices = []
    for code in "ABCD"[: draw(st.integers(1, 4))]:
        patterns = draw(st.lists(st.tuples(*[st.booleans()] * 5), max_size=12))
        received = [_response(number, code, known) for number, known in enumerate(patterns)]
        voice = Voice(code, Fraction(draw(st.integers(0, 3))), topics, received)
        voice.is_counted = len(voice.valid(ALL)) >= FEWEST
        voices.append(voice)
    return Appraisal(voices, topics, None, None)


def _equation(terms: dict[Unknown, Fraction], unknowns: list[Unknown]) -> list[float]:
    total = sum(terms.values(), Fraction(0))
    return [float(terms.get(unknown, Fraction(0)) / total) if total else 0.0 for unknown in unknowns]


def _group_terms(voice: Voice) -> dict[Unknown, Fraction]:
    terms = {(voice.code, t): weight for t, weight in voice.topics.items() if voice.valid(t)}
    total = sum(terms.values(), Fraction(0))
    return {unknown: weight / total for unknown, weight in terms.items()} if total else {}


def published(appraisal: Appraisal, unknowns: list[Unknown]) -> list[list[float]]:
    """Return what every published mean says of the cells' means, as rows of a linear system."""
    counted = [voice for voice in appraisal.voices if voice.is_counted]
    rows = []
    for voice in appraisal.voices:
        hidden = withheld(voice, FEWEST)
        rows += [
            _equation({(voice.code, t): Fraction(1)}, unknowns)
            for t in appraisal.topics
            if voice.valid(t) and t not in hidden
        ]
        if ALL not in hidden:
            rows.append(_equation(_group_terms(voice), unknowns))
    hidden = withheld_of_unit(appraisal, FEWEST)
    rows += [
        _equation({(voice.code, t): voice.weight for voice in counted if voice.valid(t)}, unknowns)
        for t in appraisal.topics
        if t not in hidden
    ]
    # The appraisal score itself.
    whole: dict[Unknown, Fraction] = {}
    for voice in counted:
        whole |= {unknown: voice.weight * share for unknown, share in _group_terms(voice).items()}
    return [*rows, _equation(whole, unknowns)]


def recoverable(rows: list[list[float]], place: int) -> bool:
    """Whether an unknown is a combination of the rows: adding it to them raises no rank."""
    known = np.array(rows)
    alone = np.zeros((1, known.shape[1]))
    alone[0, place] = 1
    return bool(np.linalg.matrix_rank(np.vstack([known, alone])) == np.linalg.matrix_rank(known))


@settings(max_examples=400, deadline=None)
@given(appraisal=appraisals())
def test_no_suppressed_mean_can_be_worked_out(appraisal: Appraisal) -> None:
    unknowns = [(v.code, t) for v in appraisal.voices for t in appraisal.topics if v.valid(t)]
    rows = published(appraisal, unknowns)
    for voice in appraisal.voices:
        for topic in withheld(voice, FEWEST) - {ALL}:
            if voice.valid(topic):
                assert not recoverable(rows, unknowns.index((voice.code, topic))), (voice.code, topic)


def test_a_single_small_cell_could_be_worked_out() -> None:
    """The check itself sees it: what is half of a published mean follows from the other half."""
    assert recoverable([[0.5, 0.5], [1, 0]], 1)
    assert not recoverable([[0.5, 0.5]], 1)
