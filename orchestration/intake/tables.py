"""One table on its way through the first stages: found in its sheet, and its rows read block by block.

What is found is handed over as groups of findings; whether to go on is decided in `examine`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np

from orchestration.contracts import Column, Table
from orchestration.intake.arrays import Rows, Texts, filled
from orchestration.intake.cells import Parsed
from orchestration.intake.columns import read_column
from orchestration.intake.corrected import corrected_columns
from orchestration.intake.corrections import Correction
from orchestration.intake.findings import MOST_LISTED, Finding, finding, shortened
from orchestration.intake.headers import column_units, header_findings, unheaded_findings, unit_findings
from orchestration.intake.identifiers import is_personal
from orchestration.intake.layout import Found, Header, find_header, split_block, words_above
from orchestration.intake.sheets import Block, CellFault, Sheet, column_letter
from orchestration.intake.staged import NOT_SHOWN, Place
from orchestration.intake.statements import CODES, unknown
from orchestration.intake.units import Delivered

# Findings of one rule and column, as many as are listed, and how many there are.
Group: TypeAlias = tuple[list[Finding], int]


@dataclass(frozen=True)
class Located:
    """A table that has been found in its sheet: its header, the words above, the unit in which each measure stands."""

    table: Table
    file: str
    sheet: Sheet
    header: Header
    words: tuple[str, ...]
    units: Mapping[str, Delivered] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()

    @property
    def unique(self) -> frozenset[int]:
        """The column of the sheet whose values hardly repeat: the key, when it is a single one."""
        key = self.table.key
        place = self.place(key[0].name) if len(key) == 1 else None
        return frozenset(() if place is None else (place,))

    def place(self, name: str) -> int | None:
        """Return the column of the sheet in which a field stands, or None when the bureau left it out."""
        places = self.header.places[name]
        return places[0] if places else None

    def fields(self) -> dict[int, str]:
        """Return which field stands in a column of the sheet."""
        return {place[0]: name for name, place in self.header.places.items() if place}

    def places(self) -> dict[str, Place]:
        """Return where each delivered field stands."""
        found = {column.name: self.place(column.name) for column in self.table.columns}
        return {
            name: Place(column_letter(place), self.header.shown(place))
            for name, place in found.items()
            if place is not None
        }


@dataclass
class ReadRows:
    """Rows of a table as they stand in the file, corrections applied, and column by column as they will land.

    `originals` are the columns without the corrections, by place in the sheet, where there are any.
    """

    located: Located
    rows: Found
    landed: dict[str, Texts] = field(default_factory=dict)
    reasons: dict[str, Texts] = field(default_factory=dict)
    originals: Mapping[int, Texts] = field(default_factory=dict)
    applied: tuple[Correction, ...] = ()
    unexpected: tuple[Correction, ...] = ()

    def __len__(self) -> int:
        return len(self.rows.numbers)

    @property
    def table(self) -> Table:
        """The contract."""
        return self.located.table

    def texts(self, name: str) -> Texts:
        """Return a column as it stands in the file; blank where the bureau left it out."""
        place = self.located.place(name)
        if place is None or place >= len(self.rows.columns):
            return Texts.constant("", len(self))
        return self.rows.columns[place]

    def original(self, name: str) -> Texts:
        """Return a column as it stands in the file, corrections left aside."""
        place = self.located.place(name)
        kept = None if place is None else self.originals.get(place)
        return self.texts(name) if kept is None else kept

    def finding(
        self, rule: str, column: Column, row: int, *, value: object = None, allowed: object = None
    ) -> Finding:
        """Make a finding about the cell in one row of a column, quoting what stands there where that may be shown."""
        # What stands in the wrong column may be somebody's number too.
        is_hidden = column.classification is not None or is_personal(str(value))
        shown = NOT_SHOWN if is_hidden else shortened(str(value))
        quoted = None if value is None else shown
        return self.cell_finding(rule, column, row, key=self.key(row), value=quoted, allowed=allowed)

    def cell_finding(
        self,
        rule: str,
        column: Column,
        row: int,
        *,
        key: str | None,
        value: str | None,
        allowed: object = None,
    ) -> Finding:
        """Make a finding about the cell in one row of a column; key and value are shown as they are given."""
        place = self.located.place(column.name)
        return finding(
            rule,
            self.located.file,
            sheet=self.located.sheet.name,
            row=int(self.rows.numbers[row]),
            column=None if place is None else column_letter(place),
            header=column.header,
            key=key,
            value=value,
            allowed=allowed,
        )

    def key(self, row: int) -> str | None:
        """Return a row's primary key as people read it; None when it is incomplete or not to be shown."""
        if any(column.classification for column in self.table.key):
            return None
        parts = [self.landed[c.name].at(row) for c in self.table.key if c.name in self.landed]
        return " / ".join(part for part in parts if part) or None

    def group(
        self, rule: str, column: Column, rows: Rows, allowed: Callable[[int], object] = lambda _row: None
    ) -> Group:
        """Make the findings of one rule about rows of a column: those that are listed, and the number of all."""
        texts = self.texts(column.name)
        listed = [
            self.finding(
                rule, column, int(row), value=(texts.at(int(row)) or "").strip(), allowed=allowed(int(row))
            )
            for row in rows[:MOST_LISTED]
        ]
        return listed, len(rows)


def find_table(sheet: Sheet, table: Table, file: str) -> tuple[Located | None, list[Group]]:
    """Find a table in its sheet and check its header and the words above it."""
    header = find_header(sheet, table)
    if header is None:
        wanted = "、".join(column.header for column in table.columns if column.required)
        return None, [([finding("S02_HEADER_MISSING", file, sheet=sheet.name, allowed=wanted)], 1)]
    words = words_above(sheet, header)
    units = column_units(header, table, words)
    known = {name: unit for name, unit in units.items() if isinstance(unit, Delivered)}
    located = Located(table, file, sheet, header, words, known)
    found = [
        *header_findings(sheet, header, table, file),
        *unit_findings(sheet, header, table, units, file),
    ]
    groups: list[Group] = [([item], 1) for item in found]
    return located, [*_fault_groups(located), *groups]


def _fault_groups(located: Located) -> Iterator[Group]:
    by_rule: dict[str, list[CellFault]] = {}
    for fault in located.sheet.faults:
        by_rule.setdefault(fault.rule, []).append(fault)
    name = located.sheet.name
    for rule, faults in by_rule.items():
        listed = [
            finding(rule, located.file, sheet=name, row=fault.row, column=fault.column, value=fault.value)
            for fault in faults[:MOST_LISTED]
        ]
        yield listed, len(faults)


def statement_findings(located: Located, words: Iterable[str]) -> list[Finding]:
    """Return what the words around a table state and can't be used."""
    told, found = tuple(words), []
    for label, codes in CODES.items():
        wrong = unknown(told, label)
        if wrong:
            found.append(
                finding(
                    "S13_STATEMENT_UNKNOWN",
                    located.file,
                    sheet=located.sheet.name,
                    header=label,
                    value=shortened("、".join(sorted(wrong))),
                    allowed="、".join(codes),
                )
            )
    return found


def read_rows(located: Located, block: Block) -> tuple[ReadRows, dict[str, list[Group]]]:
    """Read a block's rows and cells.

    Returns:
        The rows, and what was found by stage: structure, cells, plausibility.
    """
    read = _corrected(located, split_block(block))
    # Cells first: the findings about rows name them by their key.
    cells, queries = _read_cells(read)
    cells = [*_unexpected(read), *cells]
    return read, {"structure": list(_row_groups(read)), "cells": cells, "plausibility": queries}


def _corrected(located: Located, found: Found) -> ReadRows:
    done = corrected_columns(located.corrections, found.numbers, found.columns, located.fields())
    return ReadRows(
        located,
        replace(found, columns=done.columns),
        originals=done.originals,
        applied=done.applied,
        unexpected=done.unexpected,
    )


def _unexpected(read: ReadRows) -> Iterator[Group]:
    """Yield a finding for each correction that expects something else in its cell."""
    fields = read.located.fields()
    for one in read.unexpected:
        column, row = read.table.column(fields[one.column]), int(np.searchsorted(read.rows.numbers, one.row))
        seen = (read.texts(column.name).at(row) or "").strip()
        expected = f"{one.correction_no}: {NOT_SHOWN if column.classification else one.expected_text}"
        yield [read.finding("V01_CORRECTION_NOT_EXPECTED", column, row, value=seen, allowed=expected)], 1


def _row_groups(read: ReadRows) -> Iterator[Group]:
    located, table = read.located, read.table
    yield from (
        ([item], 1)
        for item in unheaded_findings(located.sheet, located.header, table, read.rows.columns, located.file)
    )
    strays, width = read.rows.strays, len(located.header.paths)
    yield (
        [
            finding("S10_ROW_OF_OTHER_LENGTH", located.file, row=s.number, value=len(s.cells), allowed=width)
            for s in strays[:MOST_LISTED]
        ],
        len(strays),
    )
    key = next(iter(table.key), table.columns[0])
    blank = ~filled(read.texts(key.name))
    yield read.group("S06_ROW_WITHOUT_KEY", key, blank.nonzero()[0])


def _read_cells(read: ReadRows) -> tuple[list[Group], list[Group]]:
    problems: list[Group] = []
    queries: list[Group] = []
    serial = read.located.sheet.has_serial_dates
    readings = []
    for column in read.table.columns:
        if read.located.place(column.name) is None:
            # Left out altogether and not required: empty in every row.
            read.landed[column.name] = Texts.constant(None, len(read))
            continue
        unit = read.located.units.get(column.name)
        reading = read_column(read.texts(column.name), column, serial=serial, delivered=unit)
        read.landed[column.name] = reading.values
        if reading.reasons is not None:
            read.reasons[column.name] = reading.reasons
        readings.append((column, reading))
    for column, reading in readings:
        problems += _breaches(read, column, reading.problems)
        queries += _queries(read, column, reading.queries)
    return problems, queries


def _breaches(read: ReadRows, column: Column, problems: dict[int, Parsed]) -> Iterator[Group]:
    texts = read.texts(column.name)
    for rule in Counter(cell.rule for cell in problems.values()):
        codes = [code for code, cell in problems.items() if cell.rule == rule]
        if rule is not None and len(rows := texts.rows(codes)):
            yield read.group(rule, column, rows, lambda row: problems[texts.code(row)].allowed)


def _queries(read: ReadRows, column: Column, queries: dict[int, Parsed]) -> Iterator[Group]:
    texts = read.texts(column.name)
    if queries and len(rows := texts.rows(queries)):
        yield read.group("P01_IMPLAUSIBLE", column, rows, lambda row: queries[texts.code(row)].query)
