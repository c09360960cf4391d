"""In which unit of measure a column's figures stand in the file, and by which factor they come to the contract's unit.

A header says it, else the words above the table (`单位：万元`), else the contract. Nothing is taken for granted where the contract
names a unit in its header and the file names none.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from orchestration.contracts import Column, Table, Unit, find_unit, fold, fold_header, unit_factor

Path = tuple[str, ...]
# At the end of a folded header: (万元), [%], (单位:人), or after a comma or colon.
IN_BRACKETS = re.compile(r"(?P<base>.*)[(\[【](?:计量)?(?:单位:)?(?P<unit>[^()\[\]【】]+)[)\]】]")
AFTER_COMMA = re.compile(r"(?P<base>.*)[,:](?P<unit>[^,:()]+)")
STATEMENT = re.compile(r"(?<![\u4e00-\u9fff])(?:计量|金额|货币|数据)?单位:([^;。)\]】]*)")
WIDE_BLANK = re.compile(r"\s{2,}|[\t\n\u3000]")
SEPARATORS = re.compile(r"[、,/和及]")


@dataclass(frozen=True)
class Delivered:
    """The unit in which a column was delivered.

    Attributes:
        unit: As written.
        factor: What takes a figure into the contract's unit.
        stated: Where it is said: header, words or contract.
    """

    unit: str
    factor: Decimal
    stated: str

    def as_dict(self) -> dict[str, Any]:
        """Return it for the receipt; the factor as text, so that no digit is lost."""
        return {"unit": self.unit, "factor": format(self.factor, "f"), "stated": self.stated}


@dataclass(frozen=True)
class UnitFault:
    """Why the unit of a column can't be used: the rule, and what the file says."""

    rule: str
    value: str


def split_unit(text: str) -> tuple[str, Unit | None]:
    """Return a header's text, folded, without the unit of measure at its end, and the unit."""
    folded = fold(text)
    if unit := find_unit(folded):
        return "", unit
    for pattern in (IN_BRACKETS, AFTER_COMMA):
        if (match := pattern.fullmatch(folded)) and (unit := find_unit(match["unit"])):
            return match["base"], unit
    return folded, None


def split_path(path: Path) -> tuple[Path, Unit | None]:
    """Return a header without its units of measure, and the innermost of them."""
    parts = [split_unit(text) for text in path]
    units = [unit for _, unit in parts if unit]
    return tuple(base for base, _ in parts if base), units[-1] if units else None


def conversion(unit: Unit, column: Column) -> Decimal | None:
    """Return the factor from a unit to the column's own; None when the contract does not accept the unit."""
    own = find_unit(column.unit_of_measure or "")
    accepted = {own, *(find_unit(name) for name in column.units_accepted)}
    return unit_factor(unit, own) if own and unit in accepted else None


def accepted_units(column: Column) -> str:
    """Return the units that a column takes, as people read them."""
    return "、".join(dict.fromkeys((column.unit_of_measure or "", *column.units_accepted)))


def stated_units(words: Iterable[str]) -> tuple[Unit, ...]:
    """Return the units of measure that words around a table state, such as `单位：万元、%`; an organisation is none."""
    # Blanks may stand inside a label, and between two statements in one cell.
    texts = (part for text in words for part in (text, *WIDE_BLANK.split(text)))
    found = (
        find_unit(part)
        for text in texts
        for statement in STATEMENT.findall(fold(text))
        for part in SEPARATORS.split(statement)
    )
    return tuple(dict.fromkeys(unit for unit in found if unit))


def delivered_unit(column: Column, path: Path, stated: Iterable[Unit]) -> Delivered | UnitFault | None:
    """Return the unit in which a column's figures stand, or why it can't be told or used; None for a column without unit.

    Args:
        column: The contract of the column.
        path: Its header in the file.
        stated: The units that the words above the table state.
    """
    if column.unit_of_measure is None:
        return None
    _, unit = split_path(path)
    if unit is not None:
        return _accepted(unit, column, "header")
    own = find_unit(column.unit_of_measure)
    said = [other for other in stated if own and other.kind == own.kind]
    if len(said) > 1:
        return UnitFault("S15_UNIT_NOT_STATED", "、".join(other.symbol for other in said))
    if said:
        return _accepted(said[0], column, "words")
    if fold_header(path) not in {fold_header(header) for header in column.headers}:
        return UnitFault("S15_UNIT_NOT_STATED", " / ".join(path))
    return Delivered(column.unit_of_measure, Decimal(1), "contract")


def _accepted(unit: Unit, column: Column, stated: str) -> Delivered | UnitFault:
    factor = conversion(unit, column)
    if factor is None:
        return UnitFault("S14_UNIT_NOT_ACCEPTED", unit.symbol)
    return Delivered(unit.symbol, factor, stated)


class HeaderMatcher:
    """Tells which column of a table a header stands for: exactly as agreed, else but for its unit of measure.

    Args:
        table: The contract.
    """

    def __init__(self, table: Table) -> None:
        self._columns = table.columns
        self._exact = {fold_header(path): column.name for column in table.columns for path in column.headers}
        self._by_base: dict[Path, dict[str, Column]] = {}
        for column in table.columns:
            for path in column.headers if column.unit_of_measure else ():
                self._by_base.setdefault(split_path(path)[0], {})[column.name] = column

    def places(self, paths: Iterable[Path]) -> dict[str, tuple[int, ...]]:
        """Return at which of the headers each column of the contract stands."""
        found: dict[str, list[int]] = {column.name: [] for column in self._columns}
        rest: list[tuple[int, Path]] = []
        for index, path in enumerate(paths):
            name = self._exact.get(fold_header(path))
            if name is not None:
                found[name].append(index)
            elif path:
                rest.append((index, path))
        for index, path in rest:
            name = self._but_for_unit(path, found)
            if name is not None:
                found[name].append(index)
        return {name: tuple(sorted(indices)) for name, indices in found.items()}

    def _but_for_unit(self, path: Path, found: dict[str, list[int]]) -> str | None:
        base, unit = split_path(path)
        candidates = list(self._by_base.get(base, {}).values())
        free = [column for column in candidates if not found[column.name]] or candidates
        if unit is None:
            return free[0].name if len(free) == 1 else None
        own = [column for column in free if find_unit(column.unit_of_measure or "") == unit]
        fitting = own or [column for column in free if conversion(unit, column) is not None] or free
        return fitting[0].name if fitting else None
