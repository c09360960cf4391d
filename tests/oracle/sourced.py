"""The scoring methods that DOMAIN.md found in print (M1 to M25), as rows of sheet 评分方法 with figures and answers worked out by hand.

docs/variants.md says in words what stands here in settings. What a method leaves to other sheets (bonus lists, vetoes) has no case here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracle.exact import clip
from tests.oracle.formulas import Position, Terms, raw_score
from tests.oracle.landed import Row
from tests.oracle.methods import measure_of, outside
from tests.oracle.pools import Pool, place

COLUMNS = (
    "reference_kind", "basis", "method_code", "variant", "pool", "base_score", "step_score", "step_score_below", "step_width",
    "divisor_increment", "satisfactory_value", "unacceptable_value", "band_table", "range_lower", "range_upper", "outer_lower", "outer_upper",
    "goalpost_low", "goalpost_high", "score_low", "score_high", "floor_score", "cap_score", "condition_kind",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A value that a part scores: the row's settings, what it is held against, who else there is, and the answer."""

    method: str
    value: str
    expected: str
    settings: dict[str, str]
    direction: str = "higher"
    reference: str | None = None
    target: str | None = None
    others: Sequence[str] = ()
    bands: Sequence[Row] = field(default=(), repr=False)

    @property
    def row(self) -> Row:
        """The row of the sheet; what is not said is blank, or what a workbook must say: no reference, the value itself, 0 to 100."""
        said = {"reference_kind": "none", "basis": "value", "floor_score": "0", "cap_score": "100"}
        return dict.fromkeys(COLUMNS) | said | self.settings | {"band_table": "B" if self.bands else None}

    def measure(self, value: str) -> Fraction:
        """Return what is scored of a value."""
        reference = Fraction(self.reference) if self.reference else None
        plain = measure_of(self.row["basis"], Fraction(value), reference)
        assert plain is not None
        if self.direction != "interval" or self.row["method_code"] == "interval":
            return plain
        return outside(plain, Fraction(self.row["range_lower"]), Fraction(self.row["range_upper"]))

    @property
    def terms(self) -> Terms:
        """Everything that the part's formula needs; the unit is one of its pool."""
        measures = tuple(self.measure(other) for other in (self.value, *self.others))
        pool = Pool(measures, 1 if self.direction == "higher" else -1) if self.others else None
        position = Position()
        if pool and self.row["method_code"] == "rank":
            merits = pool.merits
            position = Position(rank=place(merits[0], merits, inside=True).rank(self.row["variant"]))
        reference = Fraction(self.reference) if self.reference else None
        return Terms(self.row, self.direction, Fraction(self.value), reference, measures[0], pool, position)

    @property
    def is_met(self) -> bool | None:
        """Whether the row's condition is met, for more is better."""
        if self.row["condition_kind"] is None or self.target is None:
            return None
        ahead = Fraction(self.value) - Fraction(self.target)
        return ahead > 0 or (ahead == 0 and self.row["condition_kind"] == "reached")

    def score(self) -> Fraction | None:
        """Return the part's score as the oracle has it."""
        raw, _ = raw_score(self.terms, [band | {"band_table": "B"} for band in self.bands])
        floor = Fraction(self.row["floor_score"])
        raw = floor if self.is_met is False else raw
        return None if raw is None else clip(raw, floor, Fraction(self.row["cap_score"]))


def tiers(closed: str, *edges: tuple[str | None, str, str]) -> list[Row]:
    """Return bands from their lower bounds and the scores at both ends; the next one's bound ends each, the last has none."""
    uppers: list[str | None] = [edge[0] for edge in edges[1:]]
    return [
        {"band_no": str(number), "lower_bound": low, "upper_bound": upper, "closed_side": closed, "score_at_lower": left, "score_at_upper": right}
        for number, ((low, left, right), upper) in enumerate(zip(edges, [*uppers, None], strict=True), 1)
    ]  # fmt: skip


def flat(closed: str, *steps: tuple[str | None, str]) -> list[Row]:
    """Return flat bands from their lower bounds and scores."""
    return tiers(closed, *((low, score, score) for low, score in steps))


COMPLETION = {"method_code": "target_completion", "reference_kind": "target"}
CREDIT = COMPLETION | {"step_score": "2.5", "cap_score": "150"}
ACHIEVED = {"method_code": "achieved", "reference_kind": "target"}
ABOVE_CITY = {"method_code": "banded", "reference_kind": "city", "basis": "difference"}
MARGIN = {"method_code": "decreasing_margin", "reference_kind": "city", "basis": "difference", "base_score": "10", "step_width": "10"}  # fmt: skip
RANK = {"method_code": "rank", "base_score": "100", "step_score": "5"}
ON_TARGET = {"method_code": "step", "reference_kind": "target", "base_score": "100"}
SPREAD = {"method_code": "minmax", "score_low": "60"}
THIRTEEN = [str(number) for number in range(2, 14)]
# Points for the province's places among 84 counties, of 5: five for the first, minus five for the last.
PLACES = flat(
    "lower", (None, "100"), ("2", "80"), ("3", "60"), ("4", "40"), ("5", "20"), ("6", "0"), ("80", "-20"), ("81", "-40"), ("82", "-60"),
    ("83", "-80"), ("84", "-100"),
)  # fmt: skip
ASSETS = tiers("lower", ("-23.6", "6", "12"), ("-10.2", "12", "18"), ("-0.5", "18", "24"), ("6.0", "24", "30"), ("14.6", "30", "30"))  # fmt: skip
RETURN = tiers("lower", ("-6.1", "2.4", "4.8"), ("-1.5", "4.8", "7.2"), ("6.8", "7.2", "9.6"), ("11.9", "9.6", "12"), ("17.8", "12", "12"))  # fmt: skip
DEBT = tiers("lower", (None, "100", "100"), ("41.1", "100", "80"), ("53.1", "80", "60"), ("74.3", "60", "40"), ("89.8", "40", "20"), ("100", "20", "20"))  # fmt: skip
TIERS = flat("lower", (None, "0.5"), ("61", "0.8"), ("71", "1.2"), ("81", "1.5"))
DEVIATION = flat("upper", (None, "100"), ("10", "60"), ("15", "20"), ("20", "0"))
EXACTLY = {"range_lower": "100", "range_upper": "100"}

CASES = (
    Case("M1", "80", "80", COMPLETION, reference="100"),
    Case("M2", "8", "100", ACHIEVED, reference="8"),
    Case("M2", "7.99", "0", ACHIEVED, reference="8"),
    # +0.5 on 20 is 2.5 on 100: whole points, linear, its ceiling of +10, below the target in proportion.
    Case("M3", "104.6", "110", CREDIT | {"step_width": "1"}, reference="100"),
    Case("M3", "104.6", "111.5", CREDIT, reference="100"),
    Case("M3", "130", "150", CREDIT, reference="100"),
    Case("M3", "90", "90", CREDIT | {"step_width": "1"}, reference="100"),
    # The point for growth above the city's, an indicator of its own: more, not as much.
    Case("M3", "7.1", "100", ABOVE_CITY, reference="7", bands=flat("upper", (None, "0"), ("0", "100"))),
    Case("M3", "7", "0", ABOVE_CITY, reference="7", bands=flat("upper", (None, "0"), ("0", "100"))),
    Case("M4", "9", "82.5", ON_TARGET | {"base_score": "80", "basis": "difference", "step_score": "2.5"}, reference="8"),
    Case("M4", "6", "75", ON_TARGET | {"base_score": "80", "basis": "difference", "step_score": "2.5"}, reference="8"),
    Case("M5", "25", "18.333333333333", MARGIN | {"step_score": "20"}, reference="0"),
    Case("M5", "-25", "1.666666666667", MARGIN | {"step_score": "20"}, reference="0"),
    # Growth, B/60, B/80, B/100: 10 + 10/6 + 10/8 + 5/10
    Case("M5", "25", "13.416666666667", MARGIN | {"step_score": "60", "divisor_increment": "20"}, reference="0"),
    Case("M6", "14", "100", RANK, others=THIRTEEN),
    Case("M6", "1", "40", RANK, others=THIRTEEN),
    # Four of ten points for the target; six by rank for those beyond it only.
    Case("M7", "8", "100", ACHIEVED, reference="8"),
    Case("M7", "8.4", "95", RANK | {"condition_kind": "exceeded"}, target="8", others=["8.1", "9"]),
    Case("M7", "8", "0", RANK | {"condition_kind": "exceeded"}, target="8", others=["8.1", "9"]),
    *(
        Case("M8", number, points, {"method_code": "banded", "floor_score": "-100"}, direction="lower", bands=PLACES)
        for number, points in {"1": "100", "5": "20", "6": "0", "79": "0", "80": "-20", "84": "-100"}.items()
    ),
    Case("M9", "6.35", "24.244186046512", {"method_code": "banded"}, bands=ASSETS),
    Case("M9", "6.66", "7.159518072289", {"method_code": "banded"}, bands=RETURN),
    Case("M9", "44.14", "94.933333333333", {"method_code": "banded"}, direction="lower", bands=DEBT),
    Case("M10", "5", "80", SPREAD, others=["2", "8"]),
    Case("M10", "5", "80", SPREAD, direction="lower", others=["2", "8"]),
    Case("M10", "5", "77.45966692", SPREAD | {"variant": "exponential", "score_high": "100"}, others=["2", "8"]),  # 60·√(5/3)
    Case("M11", "6", "80", {"method_code": "minmax"}, others=["2", "7"]),
    Case("M11", "6", "20", {"method_code": "minmax"}, direction="lower", others=["2", "7"]),
    # Ideal 5: 1 − |5 − 7| / max(5 − 1, 7 − 5)
    Case("M11", "7", "50", {"method_code": "minmax", "goalpost_low": "0", "range_lower": "5", "range_upper": "5"}, "interval", others=["1", "6"]),
    Case("M12", "8", "80", COMPLETION | {"reference_kind": "group_best"}, reference="10"),
    Case("M12", "4", "50", COMPLETION | {"reference_kind": "group_best"}, direction="lower", reference="2"),
    Case("M12", "78.3", "78.3", {"method_code": "step", "base_score": "0", "step_score": "1"}),
    # Level and development, two parts of one indicator, each published.
    Case("M13", "6", "80", {"method_code": "minmax"}, others=["2", "7"]),
    Case("M13", "6", "75", ON_TARGET | {"reference_kind": "own_past", "basis": "growth_pct", "base_score": "70", "step_score": "0.25"}, reference="5"),
    *(Case("M14", value, points, {"method_code": "banded"}, bands=TIERS) for value, points in {"60.5": "0.5", "61": "0.8", "100": "1.5"}.items()),
    *(
        Case("M15", rate, points, {"method_code": "banded"} | EXACTLY, direction="interval", bands=DEVIATION)
        for rate, points in {"90": "100", "110": "100", "112": "60", "80.5": "20", "125": "0"}.items()
    ),
    Case("M16", "110", "110", ON_TARGET | {"basis": "growth_pct", "step_score": "1", "cap_score": "120"}, reference="100"),
    Case("M16", "130", "120", ON_TARGET | {"basis": "growth_pct", "step_score": "1", "cap_score": "120"}, reference="100"),
    Case("M16", "107.5", "92.5", ON_TARGET | {"basis": "growth_pct", "step_score": "-1", "cap_score": "120"}, "lower", "100"),
    Case("M17", "45", "90", COMPLETION, reference="50"),
    Case("M17", "60", "100", COMPLETION, reference="50"),
    Case("M17", "100", "90", COMPLETION, direction="lower", reference="90"),
    Case("M18", "85", "85", {"method_code": "step", "base_score": "0", "step_score": "1"}),
    # −1 of ten points is 10 of 100 for each whole 5 below 90: 2 a point.
    *(
        Case("M19", rate, points, ON_TARGET | {"basis": "difference", "step_score": "0", "step_score_below": "2", "step_width": "5",
             "variant": "whole_steps"}, reference="90")
        for rate, points in {"95": "100", "86": "100", "84": "90", "30": "0"}.items()
    ),
    Case("M20", "3", "85", {"method_code": "step", "base_score": "100", "step_score": "-5"}, direction="lower"),
    Case("M20", "30", "0", {"method_code": "step", "base_score": "100", "step_score": "-5"}, direction="lower"),
    Case("M24", "9", "0", ACHIEVED | {"reference_kind": "challenge"}, reference="9.5"),
    Case("M24", "9.5", "100", ACHIEVED | {"reference_kind": "challenge"}, reference="9.5"),
)  # fmt: skip
