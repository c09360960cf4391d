"""What a value is held against: a target, own past, the city, or what the group's units have (section 2)."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.exact import quotient
from tests.oracle.landed import Cell
from tests.oracle.scheme import Node
from tests.oracle.treatment import Unit, Values, quantile

YEARS_AGO = {"own_past": 1, "own_past_2": 2, "own_past_3": 3}


@dataclass(frozen=True)
class Reference:
    """What a value is held against."""

    value: Fraction | None = None
    count: int | None = None
    cell: Cell | None = None


class References:
    """Finds references over one build's values."""

    def __init__(self, values: Values) -> None:
        self.values = values

    def city_value(self, indicator: str) -> Fraction | None:
        """Return the city's delivered value of the year."""
        city = self.values.units.city(self.values.year)
        return None if city is None else self.values.delivered(city, indicator).value

    def _city(self, unit: Unit, indicator: str) -> Reference:
        city = self.values.units.city(self.values.year)
        if city is None:
            return Reference()
        value = self.values.transformed(unit.group, city, indicator)
        return Reference(value, None, self.values.delivered(city, indicator).cell)

    def _target(self, unit: Unit, indicator: str) -> Reference:
        target = self.values.scheme.targets.get((unit.code, indicator))
        return Reference() if target is None else Reference(target.value, None, target.cell)

    def _challenge(self, unit: Unit, indicator: str) -> Reference:
        challenge = self.values.scheme.challenges.get((unit.code, indicator))
        return Reference() if challenge is None else Reference(challenge.value, None, challenge.cell)

    def _own_past(self, unit: Unit, indicator: str, ago: int) -> Reference:
        value = self.values.transformed(unit.group, unit.unit_id, indicator, ago)
        return Reference(value, None, self.values.delivered(unit.unit_id, indicator, ago).cell)

    def _own_past_mean(self, unit: Unit, indicator: str) -> Reference:
        years = range(1, self.values.history + 1)
        found = [self.values.transformed(unit.group, unit.unit_id, indicator, ago) for ago in years]
        known = [value for value in found if value is not None]
        mean = quotient(sum(known, Fraction(0)), Fraction(len(known)))
        return Reference(mean, len(known) or None)

    def _of_group(self, kind: str, unit: Unit, node: Node) -> Reference:
        found = {other.code: self.values.scored(other, node.code) for other in self.values.groups[unit.group]}
        members = {
            code: one.value for code, one in found.items() if one.in_statistics and one.value is not None
        }
        if kind == "group_mean_others":
            members.pop(unit.code, None)
        known = list(members.values())
        if not known:
            return Reference()
        best, worst = (max, min) if node.direction == "higher" else (min, max)
        if kind in ("group_best", "group_worst"):
            value: Fraction | None = (best if kind == "group_best" else worst)(known)
        elif kind == "group_median":
            value = quantile(known, 2, self.values.definition)
        else:
            value = quotient(sum(known, Fraction(0)), Fraction(len(known)))
        return Reference(value, len(known))

    def find(self, kind: str, unit: Unit, node: Node) -> Reference:
        """Return what a part's value is held against."""
        if kind in YEARS_AGO:
            return self._own_past(unit, node.code, YEARS_AGO[kind])
        if kind.startswith("group"):
            return self._of_group(kind, unit, node)
        plain: dict[str, Callable[[Unit, str], Reference]] = {
            "target": self._target,
            "challenge": self._challenge,
            "city": self._city,
            "own_past_mean": self._own_past_mean,
        }
        return plain[kind](unit, node.code) if kind in plain else Reference()
