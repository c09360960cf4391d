"""The survey behind the public appraisal: who answered what, with which weight, drawn how (section 4).

Response by response, as the file gives them; means and their precision are `appraisal`'s and `precision`'s business.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracle.exact import half_up, parse
from tests.oracle.landed import Inputs, Row
from tests.oracle.scheme import EVERY_GROUP, Scheme

SOURCE = "survey__responses__rows"
ATTRIBUTES = {"受访者属性一": 0, "受访者属性二": 1, "受访者属性三": 2}
STEPS = 240
MILLION = 1_000_000
FAR = Fraction(1, 1000)


@dataclass(eq=False)
class Response:
    """One response of the year about an evaluated unit."""

    number: str
    unit: str
    group: str
    stratum: str
    cluster: str | None
    weight: Fraction
    survey_weight: Fraction
    attributes: tuple[str | None, str | None, str | None]
    key: str | None
    said: dict[str, str | None]
    scores: dict[str, Fraction | None]
    satisfied: dict[str, bool | None]
    is_duplicate: bool = False
    is_straight: bool = False
    is_left_out: bool = False
    place: tuple[str, ...] = ("*", "*", "*")

    @property
    def is_blank(self) -> bool:
        """Whether nothing that was asked is answered."""
        return all(answer is None for answer in self.said.values())

    @property
    def sampling_unit(self) -> str:
        """What was drawn: the cluster, or the respondent."""
        return f"response {self.number}" if self.cluster is None else f"cluster {self.cluster}"

    @property
    def element(self) -> tuple[str, ...]:
        """Who was drawn within the cluster: the respondent, where a key tells, or whoever gave the response."""
        return ("response", self.number) if self.key is None else (self.group, self.key)


@dataclass
class Survey:
    """All responses of the year, and what follows from looking at all of them."""

    responses: list[Response]
    sampled: dict[str, int]
    populations: dict[str, int]
    elements: dict[tuple[str, str], int]
    cluster_populations: dict[tuple[str, str], int]
    margins: dict[tuple[str, str], dict[int, dict[str, Fraction]]]
    calibration: dict[tuple[str, str], str] = field(default_factory=dict)
    identical: dict[tuple[str, str], int] = field(default_factory=dict)

    def of(self, unit: str) -> list[Response]:
        """Return the responses about a unit."""
        return [response for response in self.responses if response.unit == unit]


def _responses(inputs: Inputs, scheme: Scheme) -> Iterable[Response]:
    by_group = scheme.setting("appraisal_strata", "by_group") == "by_group"
    for row in inputs.rows(SOURCE):
        unit = row["unit_code"]
        known = {
            item["name_zh"]: item["respondent_group"]
            for item in scheme.respondents_of(scheme.participants.get(unit, ""))
        }
        group = known.get(row["respondent_group_zh"])
        if row["_period"] != str(inputs.year) or unit not in scheme.participants or group is None:
            continue
        said = {topic: row[f"{topic.lower()}_answer"] for topic in scheme.topics_of(group)}
        scale, marks = scheme.scale_of(group), scheme.satisfied_of(group)
        yield Response(
            number=row["response_no"],
            unit=unit,
            group=group,
            stratum=row["stratum_code"] or (f"{unit}-{group}" if by_group else "ALL"),
            cluster=row["cluster_code"],
            weight=(weight := parse(row["response_weight"]) or Fraction(1)),
            survey_weight=weight,
            attributes=(row["attribute_1"], row["attribute_2"], row["attribute_3"]),
            key=row["respondent_key"],
            said=said,
            scores={topic: None if answer is None else scale[answer] for topic, answer in said.items()},
            satisfied={topic: None if answer is None else marks[answer] for topic, answer in said.items()},
        )


def _flag(responses: list[Response], scheme: Scheme) -> None:
    seen: set[tuple[str | None, ...]] = set()
    fewest = int(scheme.setting("straight_line_topics", "3"))
    for one in sorted(responses, key=lambda response: response.number):
        if one.key is not None and not one.is_blank:
            said = (one.key, one.unit, one.group, *(one.said[topic] for topic in sorted(one.said)))
            one.is_duplicate = said in seen
            seen.add(said)
        scores = list(one.scores.values())
        one.is_straight = len(scores) >= fewest and len(set(one.said.values())) == 1 and scores[0] is not None
        one.is_left_out = (one.is_duplicate and scheme.setting("duplicate_rule", "keep") == "leave_out") or (
            one.is_straight and scheme.setting("straight_line_rule", "keep") == "leave_out"
        )


def _identical(responses: list[Response], scheme: Scheme) -> dict[tuple[str, str], int]:
    """Count the responses whose pattern of answers is found in a unit more often than chance explains."""
    limit, least = int(scheme.setting("identical_limit", "5")), int(scheme.setting("identical_least", "5"))
    patterns: dict[tuple[str | None, ...], int] = defaultdict(int)
    here: dict[tuple[str, str, tuple[str | None, ...]], int] = defaultdict(int)
    totals: dict[tuple[str, ...], int] = defaultdict(int)
    for one in responses:
        if one.is_blank:
            continue
        said = tuple(one.said[topic] for topic in sorted(one.said))
        patterns[one.group, *said] += 1
        here[one.unit, one.group, said] += 1
        totals[(one.group,)] += 1
        totals[one.unit, one.group] += 1
    found: dict[tuple[str, str], int] = defaultdict(int)
    for (unit, group, said), k in here.items():
        n, every, total = totals[unit, group], patterns[group, *said], totals[(group,)]
        excess = k * total - n * every
        if excess > 0 and k >= least and excess**2 > limit**2 * n * every * (total - every):
            found[unit, group] += k
    return found


def _margins(rows: list[Row], scheme: Scheme) -> dict[tuple[str, str], dict[int, dict[str, Fraction]]]:
    """Return the shares of the categories for each unit and respondent group that has margins."""
    found: dict[tuple[str, str], dict[int, dict[str, Fraction]]] = {}
    for unit, units_group in scheme.participants.items():
        for group in {row["respondent_group"] for row in rows}:
            own = [row for row in rows if row["respondent_group"] == group]
            scopes = (unit, units_group, EVERY_GROUP)
            nearest = next((s for s in scopes if any(row["scope_code"] == s for row in own)), None)
            counts: dict[int, dict[str, int]] = defaultdict(dict)
            for row in own:
                if row["scope_code"] == nearest:
                    counts[ATTRIBUTES[row["attribute_zh"]]][row["category"]] = int(row["population_count"])
            if counts:
                found[unit, group] = {
                    attribute: {
                        category: half_up(Fraction(count, sum(of.values())), 12)
                        for category, count in of.items()
                    }
                    for attribute, of in counts.items()
                }
    return found


def calibrated_factors(
    masses: dict[tuple[str, ...], Fraction], margins: dict[int, dict[str, Fraction]]
) -> dict[tuple[str, ...], Fraction] | None:
    """Return what the weights of each combination of categories are multiplied with; None when the margins can't be met.

    Args:
        masses: The weights of each combination.
        margins: The share of each category, by attribute.
    """
    total = sum(masses.values(), Fraction(0))
    start = {place: half_up(MILLION * mass / total, 12) for place, mass in masses.items()}
    now = dict(start)
    for step in range(STEPS):
        attribute = step % len(ATTRIBUTES)
        if attribute not in margins:
            continue
        sums = _sums(now, attribute)
        if not all(sums.values()):
            return None
        now = {
            place: half_up(
                half_up(MILLION * mass * margins[attribute][place[attribute]], 12) / sums[place[attribute]],
                12,
            )
            for place, mass in now.items()
        }
    for attribute, shares in margins.items():
        sums = _sums(now, attribute)
        if any(abs(sums[category] - MILLION * share) > FAR for category, share in shares.items()):
            return None
    return {place: half_up(mass / start[place], 12) for place, mass in now.items()}


def _sums(masses: dict[tuple[str, ...], Fraction], attribute: int) -> dict[str, Fraction]:
    found: dict[str, Fraction] = defaultdict(Fraction)
    for place, mass in masses.items():
        found[place[attribute]] += mass
    return found


def _calibrate(survey: Survey, unit: str, group: str) -> str:
    margins = survey.margins[unit, group]
    own = [one for one in survey.of(unit) if one.group == group and not one.is_left_out]
    places = {one: tuple((one.attributes[a] or "") if a in margins else "*" for a in range(3)) for one in own}
    for attribute, shares in margins.items():
        if any(place[attribute] not in shares for place in places.values()):
            return "category_unknown"
    for attribute, shares in margins.items():
        if {place[attribute] for place in places.values()} != set(shares):
            return "category_empty"
    masses: dict[tuple[str, ...], Fraction] = defaultdict(Fraction)
    for one, place in places.items():
        masses[place] += one.weight
    factors = calibrated_factors(masses, margins)
    if factors is None:
        return "not_converged"
    for one, place in places.items():
        one.place, one.weight = place, half_up(one.weight * factors[place], 12)
    return "calibrated"


def read_survey(inputs: Inputs, scheme: Scheme) -> Survey:
    """Read the year's survey and look at it as a whole: what is left out, how it was drawn, whom it stands for."""
    responses = list(_responses(inputs, scheme))
    _flag(responses, scheme)
    kept = [one for one in responses if not one.is_left_out]
    drawn: dict[str, set[str]] = defaultdict(set)
    within: dict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    for one in kept:
        drawn[one.stratum].add(one.sampling_unit)
        within[one.stratum, one.sampling_unit].add(one.element)
    year = [
        row for row in inputs.rows("efficiency_office__scheme__strata") if row["_period"] == str(inputs.year)
    ]
    rows = [
        row for row in inputs.rows("efficiency_office__scheme__margins") if row["_period"] == str(inputs.year)
    ]
    clusters = [
        row
        for row in inputs.rows("efficiency_office__scheme__clusters")
        if row["_period"] == str(inputs.year)
    ]
    survey = Survey(
        responses,
        sampled={stratum: len(units) for stratum, units in drawn.items()},
        populations={row["stratum_code"]: int(row["population_count"]) for row in year},
        elements={place: len(found) for place, found in within.items()},
        cluster_populations={
            (row["stratum_code"], f"cluster {row['cluster_code']}"): int(row["population_count"])
            for row in clusters
        },
        margins=_margins(rows, scheme),
        identical=_identical(responses, scheme),
    )
    present = {(one.unit, one.group) for one in kept}
    survey.calibration = {key: _calibrate(survey, *key) for key in survey.margins if key in present}
    return survey
