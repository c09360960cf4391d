"""Holds values against what they refer to: the year's unit register, other accepted tables, sheets of the same workbook.

A value that stands there under another spelling (blanks, full-width brackets) lands as it is spelt there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from orchestration.contracts import Column, Contract, Contracts, Reference, fold
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.arrays import SEPARATOR, Distinct, as_texts, joined
from orchestration.intake.findings import MOST_LISTED, Finding, finding, nearest
from orchestration.intake.ledger import accepted_table
from orchestration.intake.tables import ParsedTable

REGISTER = Reference("efficiency_office", "unit_register", "units", "unit_code")
UNIT_CODE, UNIT_NAME, UNIT_LEVEL = "unit_code", "unit_name_zh", "unit_level"
SHOWN_MISSING = 10


@dataclass(frozen=True)
class Known:
    """The tables that a file refers to, by bureau, dataset and table: accepted ones and the file's own."""

    tables: Mapping[tuple[str, str, str], Mapping[str, pa.StringArray]]

    def column(self, reference: Reference) -> list[str]:
        """Return the values to which a reference may point."""
        table = self.tables[reference.bureau, reference.dataset, reference.table]
        return [value for value in table[reference.column].to_pylist() if value is not None]

    def units(self, field: str) -> dict[str, str]:
        """Return a field of the unit register by unit code."""
        table = self.tables[REGISTER.bureau, REGISTER.dataset, REGISTER.table]
        pairs = zip(table[UNIT_CODE].to_pylist(), table[field].to_pylist(), strict=True)
        return {code: value for code, value in pairs if code is not None and value is not None}


def wanted_tables(contract: Contract) -> set[tuple[str, str, str]]:
    """Return the tables of other datasets that a file of this contract is checked against."""
    wanted = {
        (column.reference.bureau, column.reference.dataset, column.reference.table)
        for table in contract.tables
        for column in table.columns
        if column.reference and (column.reference.bureau, column.reference.dataset) != contract.key
    }
    if any(table.coverage_levels for table in contract.tables):
        wanted.add((REGISTER.bureau, REGISTER.dataset, REGISTER.table))
    return wanted


def read_known(
    workspace: Workspace,
    contracts: Contracts,
    contract: Contract,
    period: Period,
    parsed: Mapping[str, ParsedTable],
) -> tuple[Known, list[Finding]]:
    """Read what a file refers to.

    Returns:
        The tables, and a finding for each dataset of the year that has not been accepted yet.
    """
    tables: dict[tuple[str, str, str], Mapping[str, pa.StringArray]] = {
        (*contract.key, name): table.landed for name, table in parsed.items()
    }
    absent = set()
    for bureau, dataset, table in wanted_tables(contract):
        accepted = accepted_table(workspace, (bureau, dataset), table, Period(period.year))
        if accepted is None:
            absent.add((bureau, dataset))
        else:
            tables[bureau, dataset, table] = accepted
    file = next(iter(parsed.values())).file
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


def check_references(parsed: Mapping[str, ParsedTable], known: Known) -> list[Finding]:
    """Return the findings on references, code-and-name pairs and coverage over all tables of a file."""
    found: list[Finding] = []
    for table in parsed.values():
        for column in table.table.columns:
            if column.reference is not None:
                found += _resolve(table, column, column.reference, known)
        found += _pairs(table, known)
        found += _coverage(table, known)
    return found


def _resolve(parsed: ParsedTable, column: Column, reference: Reference, known: Known) -> list[Finding]:
    """Replace a column's values by the spelling of what they refer to; what refers to nothing is a finding."""
    spelt = {fold(value): value for value in known.column(reference)}
    distinct = Distinct(parsed.landed[column.name])
    values = [None if value is None else spelt.get(fold(value)) for value in distinct.values.to_pylist()]
    unknown = [
        code
        for code, value in enumerate(values)
        if value is None and distinct.values[code].as_py() is not None
    ]
    if not unknown:
        parsed.landed[column.name] = distinct.spread(as_texts(values))
        return []
    is_unit = (reference.bureau, reference.dataset) == (REGISTER.bureau, REGISTER.dataset)
    rule = "R01_UNKNOWN_UNIT" if is_unit else "R03_UNKNOWN_REFERENCE"
    candidates = _unit_labels(known) if is_unit else list(spelt.values())
    rows = [int(row) for row in distinct.rows(unknown)]
    # Looking for near names is slow, so only what is listed gets them.
    hints = [_hint(parsed, row, distinct.values[distinct.code(row)].as_py()) for row in rows[:MOST_LISTED]]
    near = {hint: nearest(hint, candidates) for hint in hints}
    listed = [(row, rule, near[hint]) for row, hint in zip(rows, hints, strict=False)]
    return parsed.listed(column, [*listed, *((row, rule, None) for row in rows[MOST_LISTED:])])


def _unit_labels(known: Known) -> list[str]:
    return [f"{name}({code})" for code, name in known.units(UNIT_NAME).items()]


def _hint(parsed: ParsedTable, row: int, value: str) -> str:
    """Return what to look for near names by: the unit's name where the row has one, since codes look alike."""
    names = parsed.landed.get(UNIT_NAME)
    return (names[row].as_py() if names is not None else None) or value


def _pairs(parsed: ParsedTable, known: Known) -> list[Finding]:
    codes, names = parsed.landed.get(UNIT_CODE), parsed.landed.get(UNIT_NAME)
    if codes is None or names is None or parsed.table.column(UNIT_CODE).reference != REGISTER:
        return []
    register, pairs = known.units(UNIT_NAME), Distinct(joined([codes, names]))
    wrong = {}
    for number, pair in enumerate(pairs.values.to_pylist()):
        code, _, name = (pair or "").partition(SEPARATOR)
        if name and code in register and fold(register[code]) != fold(name):
            wrong[number] = register[code]
    breaches = [(int(row), "R02_NAME_AND_CODE", wrong[pairs.code(int(row))]) for row in pairs.rows(wrong)]
    return parsed.listed(parsed.table.column(UNIT_NAME), breaches)


def _coverage(parsed: ParsedTable, known: Known) -> Iterable[Finding]:
    levels = parsed.table.coverage_levels
    if not levels:
        return
    delivered = set(parsed.landed[UNIT_CODE].to_pylist())
    names, level_of = known.units(UNIT_NAME), known.units(UNIT_LEVEL)
    for level in levels:
        absent = [
            f"{names[code]}({code})" for code in names if level_of[code] == level and code not in delivered
        ]
        if absent:
            more = f" 等{len(absent)}个 ({len(absent)} units)" if len(absent) > SHOWN_MISSING else ""
            shown = "、".join(absent[:SHOWN_MISSING]) + more
            yield finding("R04_COVERAGE", parsed.file, sheet=parsed.sheet.name, value=shown, allowed=level)
