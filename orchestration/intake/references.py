"""Holds values against what they refer to: the year's unit register, other accepted tables, sheets of the same workbook.

A value that stands there under another spelling (blanks, full-width brackets) lands as it is spelt there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from orchestration.contracts import Column, Contract, Contracts, Reference, fold
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.arrays import Texts, as_texts, pairs
from orchestration.intake.findings import Finding, finding, nearest
from orchestration.intake.ledger import accepted_table
from orchestration.intake.tables import Group, ReadRows

REGISTER = Reference("efficiency_office", "unit_register", "units", "unit_code")
UNIT_CODE, UNIT_NAME, UNIT_LEVEL = "unit_code", "unit_name_zh", "unit_level"


@dataclass(frozen=True)
class Known:
    """The tables that a file refers to, by bureau, dataset and table: accepted ones and the file's own."""

    tables: Mapping[tuple[str, str, str], Mapping[str, Texts]]
    _spelt: dict[Reference, dict[str, str]] = field(default_factory=dict, compare=False, repr=False)

    def column(self, reference: Reference) -> list[str]:
        """Return the values to which a reference may point."""
        column = self.tables[reference.bureau, reference.dataset, reference.table][reference.column]
        values = column.values.to_pylist()
        return [value for code in column.used() if (value := values[code]) is not None]

    def has(self, reference: Reference) -> bool:
        """Whether the table to which a reference points is at hand."""
        return (reference.bureau, reference.dataset, reference.table) in self.tables

    def spelling(self, reference: Reference) -> dict[str, str]:
        """Return the values to which a reference may point, by their folded form; worked out once per column."""
        if reference not in self._spelt:
            self._spelt[reference] = {fold(value): value for value in self.column(reference)}
        return self._spelt[reference]

    def units(self, field: str) -> dict[str, str]:
        """Return a field of the unit register by unit code."""
        table = self.tables[REGISTER.bureau, REGISTER.dataset, REGISTER.table]
        both = zip(table[UNIT_CODE].to_pylist(), table[field].to_pylist(), strict=True)
        return {code: value for code, value in both if code is not None and value is not None}


def wanted_tables(contract: Contract) -> set[tuple[str, str, str]]:
    """Return the tables of other datasets that a file of this contract is checked against."""
    return _wanted(contract, waits=False) | _wanted(contract, waits=True)


def _wanted(contract: Contract, *, waits: bool) -> set[tuple[str, str, str]]:
    """Return those that come first, or those whose values are checked once they have been accepted."""
    wanted = {
        (column.reference.bureau, column.reference.dataset, column.reference.table)
        for table in contract.tables
        for column in table.columns
        if column.reference
        and column.once_accepted == waits
        and (column.reference.bureau, column.reference.dataset) != contract.key
    }
    if not waits and any(table.coverage_levels for table in contract.tables):
        wanted.add((REGISTER.bureau, REGISTER.dataset, REGISTER.table))
    return wanted


def read_known(
    workspace: Workspace, contracts: Contracts, contract: Contract, period: Period, file: str
) -> tuple[Known, list[Finding]]:
    """Read what a file refers to outside itself.

    Returns:
        The tables, and a finding for each dataset of the year that has not been accepted yet.
    """
    tables: dict[tuple[str, str, str], Mapping[str, Texts]] = {}
    absent, first_needed = set(), _wanted(contract, waits=False)
    for bureau, dataset, table in wanted_tables(contract):
        accepted = accepted_table(workspace, (bureau, dataset), table, Period(period.year))
        if accepted is not None:
            tables[bureau, dataset, table] = {name: Texts.of(column) for name, column in accepted.items()}
        elif (bureau, dataset, table) in first_needed:
            absent.add((bureau, dataset))
    found = [
        finding(
            "F09_NOT_YET_ACCEPTED",
            file,
            value=contracts.get(*key).name_zh,
            allowed=f"raw/{key[0]}/{period.year}/",
        )
        for key in sorted(absent)
    ]
    return Known(tables), found


def check_references(contract: Contract, read: Mapping[str, ReadRows], known: Known) -> Iterator[Group]:
    """Yield what is found on references and on pairs of code and name, over rows of all tables of a file.

    Columns that refer to something land as it is spelt there.
    """
    own: dict[tuple[str, str, str], Mapping[str, Texts]] = {
        (*contract.key, name): rows.landed for name, rows in read.items()
    }
    everything = Known({**known.tables, **own})
    for rows in read.values():
        for column in rows.table.columns:
            if column.reference is not None and everything.has(column.reference):
                yield from _resolve(rows, column, column.reference, everything)
        if everything.has(REGISTER):
            yield from _pairs(rows, everything)


def _resolve(read: ReadRows, column: Column, reference: Reference, known: Known) -> Iterator[Group]:
    """Replace a column's values by the spelling of what they refer to; what refers to nothing is a finding."""
    spelt = {**known.spelling(reference), **{fold(value): value for value in column.also_allowed}}
    texts = read.landed[column.name]
    given = texts.values.to_pylist()
    values = [None if value is None else spelt.get(fold(value)) for value in given]
    unknown = [code for code, value in enumerate(values) if value is None and given[code] is not None]
    rows = texts.rows(unknown) if unknown else ()
    if not len(rows):
        read.landed[column.name] = texts.replaced(as_texts(values))
        return
    is_unit = (reference.bureau, reference.dataset) == (REGISTER.bureau, REGISTER.dataset)
    candidates = _unit_labels(known) if is_unit else list(spelt.values())

    # Looking for near names is slow, and the same one is often missing many times.
    near = cache(lambda hint: nearest(hint, candidates))
    yield read.group(
        "R01_UNKNOWN_UNIT" if is_unit else "R03_UNKNOWN_REFERENCE",
        column,
        np.asarray(rows),
        lambda row: near(_hint(read, row, texts.at(row) or "")),
    )


def _unit_labels(known: Known) -> list[str]:
    return [f"{name}({code})" for code, name in known.units(UNIT_NAME).items()]


def _hint(read: ReadRows, row: int, value: str) -> str:
    """Return what to look for near names by: the unit's name where the row has one, since codes look alike."""
    names = read.landed.get(UNIT_NAME)
    return (names.at(row) if names is not None else None) or value


def _pairs(read: ReadRows, known: Known) -> Iterator[Group]:
    codes, names = read.landed.get(UNIT_CODE), read.landed.get(UNIT_NAME)
    if codes is None or names is None or read.table.column(UNIT_CODE).reference != REGISTER:
        return
    register = known.units(UNIT_NAME)
    found, which = pairs(codes, names)
    wrong = np.array(
        [
            bool(code and name and code in register and fold(register[code]) != fold(name))
            for code, name in found
        ],
        bool,
    )
    if wrong.any():
        rows = np.flatnonzero(wrong[which])
        yield read.group(
            "R02_NAME_AND_CODE",
            read.table.column(UNIT_NAME),
            rows,
            lambda row: register[found[int(which[row])][0] or ""],
        )
