"""The parts of an indicator: measure, method, clipping, what happens to an undefined part and to one of a choice set (section 2)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from tests.oracle.exact import clip, half_up
from tests.oracle.figures import Figures, Value
from tests.oracle.formulas import Position, Terms, raw_score
from tests.oracle.landed import Row
from tests.oracle.methods import Band, measure_of, outside
from tests.oracle.pools import PLACED, POOLED, Pool, place
from tests.oracle.references import Reference, References
from tests.oracle.scheme import Node, Scheme
from tests.oracle.treatment import Unit, Values
from tests.oracle.units import Units

ORDER = ("target", "vertical", "horizontal")


@dataclass(frozen=True)
class Part:
    """One judged part of an indicator."""

    row: Row
    reference: Reference
    measure: Fraction | None
    pool: Pool | None
    position: Fraction | None
    terms: Terms | None
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


def pool_kind(row: Row) -> str | None:
    """Return whom a part's method compares with, if anybody."""
    fixed = row["goalpost_low"] is not None and row["goalpost_high"] is not None
    compares = row["method_code"] in POOLED and not (row["method_code"] in ("minmax", "distance") and fixed)
    return row["pool"] or "group" if compares or row["variant"] in PLACED else None


class Judge:
    """Judges the parts of indicators over one build's scheme and figures."""

    def __init__(self, scheme: Scheme, units: Units, figures: Figures, year: int) -> None:
        self.scheme, self.units, self.figures, self.year = scheme, units, figures, year
        self.participants = [
            Unit(code, units.id_of(year, code), group) for code, group in scheme.participants.items()
        ]
        self.values = Values(scheme, units, figures, year, self.participants)
        self.references = References(self.values)
        self._pools: dict[tuple[str, str, str, str], tuple[Fraction, ...]] = {}

    def value(self, unit: Unit, indicator: str, year: int | None = None) -> Value:
        """Return a unit's delivered value of the evaluated year or of another one."""
        return self.figures.annual(unit.unit_id, indicator, year or self.year)

    def _turned(self, measure: Fraction, row: Row, node: Node) -> Fraction:
        """Return the measure of an interval-type indicator as its distance from the interval."""
        if node.direction != "interval" or row["method_code"] == "interval":
            return measure
        return outside(measure, Fraction(row["range_lower"]), Fraction(row["range_upper"]))

    def measured(self, row: Row, unit: Unit, node: Node) -> tuple[Reference, Fraction | None]:
        """Return what a part's value is held against, and its measure."""
        reference = self.references.find(row["reference_kind"], unit, node)
        value = self.values.scored(unit, node.code).value
        plain = None if value is None else measure_of(row["basis"], value, reference.value)
        return reference, None if plain is None else self._turned(plain, row, node)

    def _members(self, pool: str, unit: Unit, row: Row, node: Node) -> Iterator[Fraction]:
        others = self.participants if pool.startswith("all") else self.values.groups[unit.group]
        for other in others:
            if (other.group, node.code) not in self.scheme.weights:
                continue
            own = [
                one
                for one in self.scheme.methods_of(node.code, other.group)
                if one["part_code"] == row["part_code"]
            ]
            if not own:
                continue
            scored = self.values.scored(other, node.code)
            if scored.in_statistics and scored.scoring == "by_parts":
                _, measure = self.measured(own[0], other, node)
                yield from () if measure is None else (measure,)
            if pool.endswith("years") and self.scheme.counts_in_statistics(other.code):
                for ago in range(1, self.values.history + 1):
                    past = self.values.transformed(other.group, other.unit_id, node.code, ago)
                    yield from () if past is None else (self._turned(past, own[0], node),)

    def pool(self, row: Row, unit: Unit, node: Node) -> Pool | None:
        """Return the pool of a part, if its method compares with anybody."""
        kind = pool_kind(row)
        if kind is None:
            return None
        key = (kind, "*" if kind.startswith("all") else unit.group, node.code, row["part_code"])
        if key not in self._pools:
            self._pools[key] = tuple(self._members(kind, unit, row, node))
        return Pool(self._pools[key], 1 if node.direction == "higher" else -1)

    def _position(self, row: Row, unit: Unit, node: Node, pool: Pool | None, measure: Fraction) -> Position:
        placed = next((name for name in (row["method_code"], row["variant"]) if name in PLACED), None)
        if placed is None or pool is None:
            return Position()
        inside = self.values.scored(unit, node.code).in_statistics
        found = place(pool.sigma * measure, pool.merits, inside=inside)
        if placed in ("rank", "by_rank"):
            return Position(rank=found.rank(row["variant"]))
        return Position(percentile=found.percentile(row["variant"]))

    def condition(self, row: Row, unit: Unit, node: Node) -> bool | None:
        """Return whether a part's condition is met; None without one, or where its target is not known."""
        value = self.values.scored(unit, node.code).value
        target = self.scheme.targets.get((unit.code, node.code))
        if row["condition_kind"] is None or value is None:
            return None
        if node.direction == "interval":
            return Fraction(row["range_lower"]) <= value <= Fraction(row["range_upper"])
        if target is None:
            return None
        ahead = value - target.value if node.direction == "higher" else target.value - value
        return ahead > 0 or (ahead == 0 and row["condition_kind"] == "reached")

    def part(self, row: Row, unit: Unit, node: Node) -> Part:
        """Judge one part of an indicator that is scored by its parts."""
        value = self.values.scored(unit, node.code).value
        reference, measure = self.measured(row, unit, node)
        pool = self.pool(row, unit, node)
        position, terms, band, raw = Position(), None, None, None
        if value is not None and measure is not None:
            position = self._position(row, unit, node, pool, measure)
            terms = Terms(row, node.direction, value, reference.value, measure, pool, position)
            raw, band = raw_score(terms, self.scheme.bands)
            if row["condition_kind"] is not None:
                met = self.condition(row, unit, node)
                raw = None if met is None else raw if met else Fraction(row["floor_score"])
        if row["reference_kind"] != "none" and reference.value is None:
            raw = None
        status, score = FALLBACK_STATUS[row["fallback"]], None
        if raw is not None:
            shown = half_up(raw, int(self.scheme.setting("part_decimals", "12")))
            status, score = "used", clip(shown, Fraction(row["floor_score"]), Fraction(row["cap_score"]))
        elif status == "zeroed":
            score = Fraction(0)
        return Part(row, reference, measure, pool, position.value, terms, band, raw, status, score)

    def parts(self, unit: Unit, node: Node) -> list[Part]:
        """Judge all parts of an indicator; of a choice set only one counts."""
        found = [self.part(row, unit, node) for row in self.scheme.methods_of(node.code, unit.group)]
        winners = {part.row["choice_set"]: part for part in sorted(found, key=_preference, reverse=True)}
        return [
            part
            if part.row["choice_set"] is None or winners[part.row["choice_set"]] is part
            else replace(part, status="not_chosen", score=part.score if part.raw is not None else None)
            for part in found
        ]


def _preference(part: Part) -> tuple[bool, Fraction, int, int]:
    """Order the parts of a choice set: defined before undefined, the better score first where scores decide, then as angles are named."""
    angle, _, number = part.row["part_code"].partition("_")
    is_compared = part.row["choice_rule"] != "first_defined" and part.raw is not None
    score = part.score if is_compared and part.score is not None else Fraction(0)
    return part.raw is None, -score, int(number or 1), ORDER.index(angle)
