"""The rows of the public appraisal as the mart publishes them: counts, means, precision, change; small cells withheld (section 4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.appraisal import ALL, Appraisal, Voice, tells, withheld, withheld_of_unit
from tests.oracle.exact import Estimate, quotient, shown
from tests.oracle.landed import Row
from tests.oracle.precision import Precision, precision, root
from tests.oracle.results import AppraisalRow
from tests.oracle.scheme import Scheme
from tests.oracle.survey import Response, Survey

NORMAL_POINT = Fraction("1.959963984540")
Earlier = Mapping[tuple[str, str], Row]


@dataclass(frozen=True)
class Cell:
    """One mean with all that is said of it."""

    unit: str
    group: str
    topic: str
    received: list[Response]
    valid: int
    identical: int
    mean: Fraction | None
    rate: Fraction | None
    precision: Precision | None
    weight: Fraction
    effective: Fraction
    is_counted: bool
    is_suppressed: bool
    calibration: str
    asked: str | None


def _estimate(number: Fraction | None) -> Estimate | None:
    return None if number is None else Estimate(number)


def _asked(scheme: Scheme, voice: Voice, topic: str) -> str | None:
    """Return what a respondent group is asked, with what its answers score: the best first, those that don't count last; None where there is nothing of the two."""
    codes = [code for code, weight in voice.topics.items() if (weight if topic == ALL else code == topic)]
    names = sorted(scheme.topic_name(code) for code in codes)
    scale = sorted(
        scheme.scale_of(voice.code).items(),
        key=lambda item: (item[1] is None, -(item[1] or 0), item[0]),
    )
    said = [f"「{answer}」{'不计' if score is None else shown(score)}" for answer, score in scale]
    return None if not names or not said else f"{''.join(f'「{name}」' for name in names)}：{'、'.join(said)}"


def _row(cell: Cell, basis: str, before: Row | None) -> AppraisalRow:
    mean = None if cell.is_suppressed else cell.mean
    known = None if cell.is_suppressed else cell.precision
    error = known.error if known else None
    half = known.half_width(basis) if known else None
    is_alike = None
    if before is not None and None not in (before["mean_score"], cell.asked, before["asked_zh"]):
        is_alike = cell.asked == before["asked_zh"]
    said = before if before is not None and is_alike else {"mean_score": None, "standard_error": None}
    last, last_error = (
        None if said[name] is None else Fraction(said[name]) for name in ("mean_score", "standard_error")
    )
    change = None if mean is None or last is None else mean - last
    change_error = None if error is None or last_error is None else root(error**2 + last_error**2)
    return AppraisalRow(
        unit_code=cell.unit,
        respondent_group=cell.group,
        topic_code=cell.topic,
        asked_zh=cell.asked,
        response_count=len(cell.received),
        valid_answer_count=cell.valid,
        duplicate_count=sum(one.is_duplicate for one in cell.received),
        straight_line_count=sum(one.is_straight for one in cell.received),
        identical_count=cell.identical,
        left_out_count=sum(one.is_left_out for one in cell.received),
        mean_score=mean,
        satisfaction_rate_pct=None if cell.is_suppressed else cell.rate,
        standard_error=_estimate(error),
        degrees_of_freedom=known.degrees if known else None,
        interval_low=_estimate(None if mean is None or half is None else mean - half),
        interval_high=_estimate(None if mean is None or half is None else mean + half),
        design_effect=_estimate(known.design_effect if known else None),
        calibration_status=cell.calibration,
        is_asked_as_before=is_alike,
        previous_mean_score=None if mean is None else last,
        mean_change=change,
        change_standard_error=_estimate(change_error),
        is_change_significant=(
            None if change is None or change_error is None else abs(change) > NORMAL_POINT * change_error
        ),
        group_weight=cell.weight,
        effective_group_weight=cell.effective,
        is_counted=cell.is_counted,
        is_suppressed=cell.is_suppressed,
    )


def _voice_cell(
    scheme: Scheme, survey: Survey, appraisal: Appraisal, voice: Voice, topic: str, *, unit: str
) -> Cell:
    fewest = scheme.number("min_answers_per_group")
    valid, hidden = voice.valid(topic), withheld(voice, fewest)
    total = sum((one.weight for one in appraisal.voices if one.is_counted), Fraction(0))
    effective = quotient(voice.weight, total) if voice.is_counted else None
    mean = voice.mean(topic)
    known = topic not in hidden and mean is not None
    return Cell(
        unit=unit,
        group=voice.code,
        topic=topic,
        received=voice.received,
        valid=len(valid),
        identical=survey.identical.get((unit, voice.code), 0),
        mean=mean,
        rate=None if tells(voice, topic, hidden) else voice.rate(topic),
        precision=precision(survey, voice.linear(topic), valid, voice.simple(topic)) if known else None,
        weight=voice.weight,
        effective=effective or Fraction(0),
        is_counted=voice.is_counted,
        is_suppressed=topic in hidden,
        calibration=survey.calibration.get((unit, voice.code), "none"),
        asked=_asked(scheme, voice, topic),
    )


def _unit_cell(scheme: Scheme, survey: Survey, appraisal: Appraisal, topic: str, *, unit: str) -> Cell:
    fewest = scheme.number("min_answers_per_group")
    asked = [
        voice for voice in appraisal.voices if voice.weight > 0 and (topic == ALL or topic in voice.topics)
    ]
    voices = [voice for voice in asked if voice.is_counted]
    hidden = withheld_of_unit(appraisal, fewest)
    is_telling = any(tells(voice, topic, withheld(voice, fewest)) for voice in voices)
    return Cell(
        unit=unit,
        group=ALL,
        topic=topic,
        received=[one for voice in voices for one in voice.received],
        valid=sum(len(voice.valid(topic)) for voice in voices),
        identical=sum(survey.identical.get((unit, voice.code), 0) for voice in voices),
        mean=appraisal.topic_mean(topic),
        rate=None if is_telling else appraisal.topic_rate(topic),
        precision=None if topic in hidden else appraisal.precision(survey, topic),
        weight=sum((voice.weight for voice in voices), Fraction(0)),
        effective=Fraction(bool(voices)),
        is_counted=bool(voices),
        is_suppressed=topic in hidden,
        calibration="none",
        asked="；".join(sorted({said for voice in asked if (said := _asked(scheme, voice, topic))})) or None,
    )


def appraisal_rows(
    scheme: Scheme, survey: Survey, unit: str, appraisal: Appraisal, earlier: Earlier
) -> list[AppraisalRow]:
    """Return the mart's rows of a unit: one per topic and one for all topics, of each respondent group and of those that count.

    Args:
        scheme: The year's scheme.
        survey: The whole survey.
        unit: The unit that was judged.
        appraisal: What was said of it.
        earlier: Last year's rows of the unit by respondent group and topic.
    """
    basis = scheme.setting("appraisal_interval", "t")
    cells = [
        _voice_cell(scheme, survey, appraisal, voice, topic, unit=unit)
        for voice in appraisal.voices
        for topic in (*voice.topics, ALL)
    ]
    cells += [_unit_cell(scheme, survey, appraisal, topic, unit=unit) for topic in (*appraisal.topics, ALL)]
    return [_row(cell, basis, earlier.get((cell.group, cell.topic))) for cell in cells]
