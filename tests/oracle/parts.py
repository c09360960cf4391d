"""The parts of an indicator: reference, measure, method, clipping and what happens to an undefined part (section 2)."""

from dataclasses import dataclass
from fractions import Fraction

from tests.oracle import methods
from tests.oracle.exact import clip, parse, quotient
from tests.oracle.figures import Figures, Value
from tests.oracle.landed import Cell, Row
from tests.oracle.methods import Band
from tests.oracle.results import PartRow
from tests.oracle.scheme import Node, Scheme
from tests.oracle.units import Units


@dataclass(frozen=True)
class Unit:
    """A participating unit."""

    code: str
    unit_id: str
    group: str


@dataclass(frozen=True)
class Reference:
    """What a value is held against."""

    value: Fraction | None = None
    unit_count: int | None = None
    cell: Cell | None = None


@dataclass(frozen=True)
class Part:
    """One judged part of an indicator."""

    row: Row
    reference: Reference
    measure: Fraction | None
    band: Band | None
    raw: Fraction | None
    status: str
    score: Fraction | None

    @property
    def share(self) -> Fraction:
        """The part's share in the indicator."""
        return Fraction(self.row["share"])

    @property
    def in_use(self) -> bool:
        """Whether the part counts in the indicator's score."""
        return self.status in ("used", "zeroed")


FALLBACK_STATUS = {"hold": "held", "reweight": "reweighted", "zero": "zeroed"}


class Judge:
    """Judges the parts of indicators over one build's scheme and figures."""

    def __init__(self, scheme: Scheme, units: Units, figures: Figures, year: int) -> None:
        self.scheme, self.units, self.figures, self.year = scheme, units, figures, year
        self.participants = [
            Unit(code, units.id_of(year, code), group) for code, group in scheme.participants.items()
        ]
        self._means: dict[tuple[str, str], Reference] = {}

    def value(self, unit: Unit, indicator: str, year: int | None = None) -> Value:
        """Return a unit's value of the evaluated year or of another one."""
        return self.figures.annual(unit.unit_id, indicator, year or self.year)

    def city_value(self, indicator: str) -> Value:
        """Return the city's own value."""
        city = self.units.city(self.year)
        return Value() if city is None else self.figures.annual(city, indicator, self.year)

    def group_mean(self, group: str, indicator: str) -> Reference:
        """Return the mean over the group's units that have a value."""
        if (group, indicator) not in self._means:
            values = [self.value(unit, indicator).value for unit in self.participants if unit.group == group]
            known = [value for value in values if value is not None]
            mean = quotient(sum(known, Fraction(0)), Fraction(len(known)))
            self._means[group, indicator] = Reference(mean, len(known) or None)
        return self._means[group, indicator]

    def reference(self, unit: Unit, indicator: str, kind: str) -> Reference:
        """Return what a part's value is held against."""
        if kind == "target":
            target = self.scheme.targets.get((unit.code, indicator))
            return Reference() if target is None else Reference(target.value, None, target.cell)
        if kind == "group_mean":
            return self.group_mean(unit.group, indicator)
        if kind == "own_past":
            other = self.value(unit, indicator, self.year - 1)
        elif kind == "city":
            other = self.city_value(indicator)
        else:
            other = Value()
        return Reference(other.value, None, other.cell)

    def _raw(
        self, row: Row, node: Node, value: Fraction, reference: Fraction | None, measure: Fraction
    ) -> tuple[Fraction | None, Band | None]:
        lower_is_better = node.direction == "lower"
        method = row["method_code"]
        if method == "banded":
            bands = methods.read_bands(self.scheme.bands, row["band_table"])
            band = next((band for band in bands if band.holds(measure)), None)
            return (None if band is None else band.score(measure)), band
        if method == "target_completion":
            extra = parse(row["step_score"])
            return methods.target_completion(
                value, reference, lower_is_better=lower_is_better, step_score=extra
            ), None
        if method == "efficacy":
            satisfactory, unacceptable = (
                Fraction(row["satisfactory_value"]),
                Fraction(row["unacceptable_value"]),
            )
            return methods.efficacy(measure, satisfactory, unacceptable), None
        if method == "step":
            return methods.step(measure, Fraction(row["base_score"]), Fraction(row["step_score"])), None
        floor = Fraction(row["floor_score"])
        return methods.achieved(value, reference, lower_is_better=lower_is_better, floor=floor), None

    def part(self, row: Row, unit: Unit, node: Node) -> Part:
        """Judge one part of an indicator that applies to the unit."""
        value = self.value(unit, node.code).value
        reference = self.reference(unit, node.code, row["reference_kind"])
        needs_reference = row["reference_kind"] != "none"
        measure = raw = band = None
        if value is not None:
            measure = methods.measure_of(row["basis"], value, reference.value)
        if value is not None and measure is not None:
            raw, band = self._raw(row, node, value, reference.value, measure)
        if needs_reference and reference.value is None:
            raw = None
        if raw is not None:
            score = clip(raw, Fraction(row["floor_score"]), Fraction(row["cap_score"]))
            return Part(row, reference, measure, band, raw, "used", score)
        status = FALLBACK_STATUS[row["fallback"]]
        return Part(row, reference, measure, band, None, status, Fraction(0) if status == "zeroed" else None)


def part_row(part: Part, unit: Unit, node: Node, value: Value, share_in_use: Fraction) -> PartRow:
    """Return the mart's row of a part."""
    row, band, cell, other = part.row, part.band, value.cell, part.reference.cell
    return PartRow(
        unit_code=unit.code,
        indicator_code=node.code,
        part_code=row["part_code"],
        share=part.share,
        effective_share=(quotient(part.share, share_in_use) if part.in_use else None) or Fraction(0),
        reference_kind=row["reference_kind"],
        basis=row["basis"],
        method_code=row["method_code"],
        band_table=row["band_table"],
        band_no=band.number if band else None,
        band_lower=band.lower if band else None,
        band_upper=band.upper if band else None,
        band_score_at_lower=band.at_lower if band else None,
        band_score_at_upper=band.at_upper if band else None,
        floor_score=Fraction(row["floor_score"]),
        cap_score=Fraction(row["cap_score"]),
        fallback=row["fallback"],
        indicator_value=value.value,
        reference_value=part.reference.value,
        reference_unit_count=part.reference.unit_count,
        measure=part.measure,
        raw_score=part.raw,
        part_score=part.score,
        part_status=part.status,
        value_submission_id=cell.submission_id if cell else None,
        value_sheet=cell.sheet if cell else None,
        value_cell=cell.cell if cell else None,
        reference_submission_id=other.submission_id if other else None,
        reference_sheet=other.sheet if other else None,
        reference_cell=other.cell if other else None,
        reference_raw_text=other.raw_text if other else None,
    )
