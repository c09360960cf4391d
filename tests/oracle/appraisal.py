"""Public appraisal of a unit: means by respondent group and topic, which groups count, the score, and its precision (section 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from tests.oracle.exact import half_up, quotient, weighted_mean
from tests.oracle.precision import Linear, Precision, precision, residuals, simple_variance
from tests.oracle.scheme import Scheme
from tests.oracle.survey import Response, Survey

ALL = "ALL"


@dataclass
class Voice:
    """What one respondent group said of one unit."""

    code: str
    weight: Fraction
    topics: dict[str, Fraction]
    received: list[Response]
    is_counted: bool = False

    @cached_property
    def kept(self) -> list[Response]:
        """The responses that the scheme does not leave out."""
        return [one for one in self.received if not one.is_left_out]

    def valid(self, topic: str) -> list[Response]:
        """Return the responses that count: with a score on the topic, or on any topic that weighs."""
        wanted = [code for code, weight in self.topics.items() if (weight if topic == ALL else code == topic)]
        return [one for one in self.kept if any(one.scores[code] is not None for code in wanted)]

    def mean(self, topic: str) -> Fraction | None:
        """Return the weighted mean score on a topic, or over the topics that somebody answered."""
        if topic == ALL:
            means = {code: self.mean(code) for code in self.topics}
            return weighted_mean(
                (self.topics[code], mean) for code, mean in means.items() if mean is not None
            )
        pairs = [(one.weight, score) for one in self.valid(topic) if (score := one.scores[topic]) is not None]
        total = half_up(sum((weight * score for weight, score in pairs), Fraction(0)), 12)
        return quotient(total, sum((weight for weight, _ in pairs), Fraction(0)))

    def rate(self, topic: str) -> Fraction | None:
        """Return the share of the valid answers that are satisfied, in per cent, or its mean over the topics; None where the scale marks none."""
        if topic == ALL:
            rates = {code: self.rate(code) for code in self.topics}
            return weighted_mean(
                (self.topics[code], rate) for code, rate in rates.items() if rate is not None
            )
        valid = self.valid(topic)
        if not valid or any(one.satisfied[topic] is None for one in valid):
            return None
        satisfied = sum((one.weight for one in valid if one.satisfied[topic]), Fraction(0))
        return quotient(100 * satisfied, sum((one.weight for one in valid), Fraction(0)))

    def linear(self, topic: str, *, fitted: bool = True) -> Linear:
        """Return each response's contribution to the mean."""
        if topic != ALL:
            mean = self.mean(topic)
            return {} if mean is None else residuals(self.kept, topic, mean, fitted=fitted)
        total = sum((self.topics[code] for code in self.topics if self.mean(code) is not None), Fraction(0))
        found: Linear = dict.fromkeys(self.kept, Fraction(0))
        for code, weight in self.topics.items():
            for one, value in self.linear(code, fitted=fitted).items():
                found[one] += weight / total * value
        return found

    def simple(self, topic: str) -> Fraction | None:
        """Return the variance that a simple random sample of as many responses would have had."""
        return simple_variance(self.linear(topic, fitted=False), self.valid(topic))


@dataclass(frozen=True)
class Appraisal:
    """The public appraisal of one unit."""

    voices: list[Voice]
    unrounded: Fraction | None
    score: Fraction | None

    @property
    def topics(self) -> list[str]:
        """The topics that any respondent group is asked about the unit."""
        return sorted({topic for voice in self.voices for topic in voice.topics})

    def counted(self, topic: str) -> list[Voice]:
        """Return the respondent groups that count and said something of the topic."""
        return [voice for voice in self.voices if voice.is_counted and voice.mean(topic) is not None]

    def topic_mean(self, topic: str) -> Fraction | None:
        """Return the unit's mean on a topic over the respondent groups that count."""
        if topic == ALL:
            return self.unrounded
        means = [(voice.weight, voice.mean(topic)) for voice in self.counted(topic)]
        return weighted_mean((weight, mean) for weight, mean in means if mean is not None)

    def topic_rate(self, topic: str) -> Fraction | None:
        """Return the unit's satisfaction rate over the respondent groups that count; None where one of them has none."""
        rates = [(voice.weight, voice.rate(topic)) for voice in self.counted(topic)]
        if any(rate is None for _, rate in rates):
            return None
        return weighted_mean((weight, rate) for weight, rate in rates if rate is not None)

    def precision(self, survey: Survey, topic: str) -> Precision | None:
        """Return the precision of the unit's mean on a topic."""
        voices = self.counted(topic)
        if not voices:
            return None
        total = sum((voice.weight for voice in voices), Fraction(0))
        linear: Linear = {}
        simple: Fraction | None = Fraction(0)
        for voice in voices:
            share, own = voice.weight / total, voice.simple(topic)
            linear |= {one: share * value for one, value in voice.linear(topic).items()}
            simple = None if simple is None or own is None else simple + share**2 * own
        return precision(survey, linear, [one for voice in voices for one in voice.valid(topic)], simple)


def appraise(scheme: Scheme, group: str, responses: Sequence[Response]) -> Appraisal:
    """Work out the appraisal of a unit from its responses."""
    voices = [
        Voice(
            row["respondent_group"],
            Fraction(row["weight"]),
            scheme.topics_of(row["respondent_group"]),
            [one for one in responses if one.group == row["respondent_group"]],
        )
        for row in scheme.respondents_of(group)
    ]
    for voice in voices:
        voice.is_counted = voice.weight > 0 and len(voice.valid(ALL)) >= scheme.number(
            "min_answers_per_group"
        )
    means = [(voice.weight, voice.mean(ALL)) for voice in voices if voice.is_counted]
    unrounded = weighted_mean((weight, mean) for weight, mean in means if mean is not None)
    score = None if unrounded is None else half_up(unrounded, scheme.decimals("component"))
    return Appraisal(voices, unrounded, score)


def withheld(voice: Voice, fewest: Fraction) -> set[str]:
    """Return the topics whose mean is not published: too few answers, and one more where one alone could be worked out.

    The mean over all topics is published, so a single topic that weighs and is left out would follow from the others. Q2 stands before Q10.
    """
    counts = {topic: len(voice.valid(topic)) for topic in voice.topics}
    few = {topic for topic, count in counts.items() if count < fewest}
    alone = [topic for topic in few if counts[topic] and voice.topics[topic]]
    others = sorted(
        (topic for topic in counts.keys() - few if voice.topics[topic]),
        key=lambda topic: (counts[topic], len(topic), topic),
    )
    hidden = few | set(others[:1]) if len(alone) == 1 else few
    return hidden if voice.is_counted else hidden | {ALL}


def tells(voice: Voice, topic: str, hidden: set[str]) -> bool:
    """Return whether the rate over all topics would tell of one that weighs, was answered and is withheld."""
    return topic == ALL and any(voice.topics[one] and voice.valid(one) for one in hidden - {ALL})


def withheld_of_unit(appraisal: Appraisal, fewest: Fraction) -> set[str]:
    """Return the topics whose mean over the respondent groups is not published, since a group's mean is not."""
    voices = [voice for voice in appraisal.voices if voice.is_counted]
    hidden = {
        topic
        for topic in appraisal.topics
        if any(voice.valid(topic) and topic in withheld(voice, fewest) for voice in voices)
        or not any(voice.valid(topic) for voice in voices)
    }
    return hidden if voices else hidden | {ALL}
