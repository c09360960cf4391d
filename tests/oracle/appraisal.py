"""Public appraisal of a unit: means by respondent group and topic, which groups count, the appraisal score (section 4)."""

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracle.exact import half_up, quotient, weighted_mean
from tests.oracle.landed import Inputs, Row
from tests.oracle.results import AppraisalRow
from tests.oracle.scheme import Scheme

SOURCE = "survey__responses__rows"
ALL_TOPICS = "ALL"


@dataclass
class Voice:
    """What one respondent group said of one unit."""

    code: str
    weight: Fraction
    topics: dict[str, Fraction]
    responses: int = 0
    counting: int = 0
    answers: dict[str, list[Fraction]] = field(default_factory=lambda: defaultdict(list))
    is_counted: bool = False

    def mean(self, topic: str) -> Fraction | None:
        """Return the mean score on a topic."""
        scores = self.answers[topic]
        return quotient(sum(scores, Fraction(0)), Fraction(len(scores)))

    def overall(self) -> Fraction | None:
        """Return the mean over the topics that somebody answered, with their weights."""
        means = {topic: self.mean(topic) for topic in self.topics}
        return weighted_mean((self.topics[topic], mean) for topic, mean in means.items() if mean is not None)


@dataclass(frozen=True)
class Appraisal:
    """The public appraisal of one unit."""

    voices: list[Voice]
    topics: dict[str, Fraction]
    unrounded: Fraction | None
    score: Fraction | None

    def topic_mean(self, topic: str) -> Fraction | None:
        """Return the unit's mean on a topic over the respondent groups that count."""
        means = [(voice.weight, voice.mean(topic)) for voice in self.voices if voice.is_counted]
        return weighted_mean((weight, mean) for weight, mean in means if mean is not None)


def responses_by_unit(inputs: Inputs) -> dict[str, list[Row]]:
    """Return the year's responses by the code of the unit that is judged."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in inputs.rows(SOURCE):
        if row["_period"] == str(inputs.year):
            found[row["unit_code"]].append(row)
    return found


def _listen(scheme: Scheme, group: str, responses: list[Row]) -> list[Voice]:
    known = scheme.respondents_of(group)
    voices = {
        row["name_zh"]: Voice(row["respondent_group"], Fraction(row["weight"]), scheme.topics)
        for row in known
    }
    for response in responses:
        voice = voices.get(response["respondent_group_zh"])
        if voice is None:
            continue
        scores = {topic: scheme.answer_scores[response[f"{topic.lower()}_answer"]] for topic in scheme.topics}
        voice.responses += 1
        voice.counting += any(score is not None for score in scores.values())
        for topic, score in scores.items():
            if score is not None:
                voice.answers[topic].append(score)
    return list(voices.values())


def appraise(scheme: Scheme, group: str, responses: list[Row]) -> Appraisal:
    """Work out the appraisal of a unit from its responses."""
    voices = _listen(scheme, group, responses)
    for voice in voices:
        voice.is_counted = voice.counting >= scheme.number("min_answers_per_group")
    means = [(voice.weight, voice.overall()) for voice in voices if voice.is_counted]
    unrounded = weighted_mean((weight, mean) for weight, mean in means if mean is not None)
    score = None if unrounded is None else half_up(unrounded, scheme.decimals("component"))
    return Appraisal(voices, scheme.topics, unrounded, score)


def withheld(voice: Voice, fewest: Fraction) -> set[str]:
    """Return the topics whose mean is not published: too few answers, and one more where one alone could be worked out.

    The mean over all topics is published, so a single topic that is left out would follow from the others.
    """
    counts = {topic: len(voice.answers[topic]) for topic in voice.topics}
    few = {topic for topic, count in counts.items() if count < fewest}
    answered = [topic for topic in few if counts[topic]]
    others = sorted(counts.keys() - few, key=lambda topic: (counts[topic], topic))
    return few | set(others[:1]) if voice.is_counted and len(answered) == 1 else few


def appraisal_rows(unit_code: str, appraisal: Appraisal, fewest: Fraction) -> list[AppraisalRow]:
    """Return the mart's rows: per respondent group one per topic and one for all topics.

    Args:
        unit_code: The unit that was judged.
        appraisal: What was said of it.
        fewest: A mean over fewer answers than this is not published.
    """
    total = sum((voice.weight for voice in appraisal.voices if voice.is_counted), Fraction(0))
    return [row for voice in appraisal.voices for row in _voice_rows(unit_code, voice, total, fewest)]


def _voice_rows(unit_code: str, voice: Voice, total: Fraction, fewest: Fraction) -> list[AppraisalRow]:
    hidden = withheld(voice, fewest)
    figures = {topic: (len(voice.answers[topic]), voice.mean(topic)) for topic in voice.topics}
    figures[ALL_TOPICS] = (voice.counting, voice.overall())
    if not voice.is_counted:
        hidden.add(ALL_TOPICS)
    effective = quotient(voice.weight, total) if voice.is_counted else None
    return [
        AppraisalRow(
            unit_code=unit_code,
            respondent_group=voice.code,
            topic_code=topic,
            response_count=voice.responses,
            valid_answer_count=valid,
            mean_score=None if topic in hidden else mean,
            group_weight=voice.weight,
            effective_group_weight=effective or Fraction(0),
            is_counted=voice.is_counted,
            is_suppressed=topic in hidden,
        )
        for topic, (valid, mean) in figures.items()
    ]
