"""Takes one file through the stages: file, structure, cells, keys, references, plausibility. What counts is the first that fails.

Reads the landing zone for what the file refers to and writes into the folder that it is given; keeping, landing and refusing
is `receive`'s work.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from orchestration.contracts import Contract, Contracts
from orchestration.foundation.keys import read_key
from orchestration.foundation.workspace import Workspace
from orchestration.intake.corrections import Correction, unplaced_findings
from orchestration.intake.coverage import missing_units
from orchestration.intake.decoding import OtherEncoding
from orchestration.intake.earlier import Earlier
from orchestration.intake.findings import Finding, Listing, finding, is_blocking
from orchestration.intake.identify import OPENDOCUMENT, Drop, period_findings, template_findings
from orchestration.intake.keys import duplicate_keys
from orchestration.intake.opendocument import open_opendocument
from orchestration.intake.personal import personal_columns, personal_groups, personal_words
from orchestration.intake.plausibility import questions
from orchestration.intake.references import Known, check_references, read_known
from orchestration.intake.sheets import Block, OpenedFile, Sheet, Unreadable
from orchestration.intake.staged import StagedTable
from orchestration.intake.staging import Staging
from orchestration.intake.statements import CODES, impersonal, stated
from orchestration.intake.tables import Located, ReadRows, find_table, read_rows, statement_findings
from orchestration.intake.textfile import open_text, reopened
from orchestration.intake.unfilled import unfilled_findings
from orchestration.intake.workbook import open_workbook

# Sheets that a workbook may hold beside the agreed ones; nobody reads figures from them.
SHEETS_FOR_PEOPLE = ("说明", "填报说明", "封面", "目录")
STAGES = ("structure", "cells", "references", "plausibility")
# Blocks that are parsed at the same time; each holds some sixteen megabytes of text.
WORKERS = 2
HIDDEN_SHOWN = 20


@dataclass(frozen=True)
class Case:
    """One file to examine.

    Attributes:
        workspace: Where the accepted submissions lie that it may refer to.
        contracts: All contracts.
        contract: The one of this file.
        drop: The file's name, bureau and period.
        content: Its bytes.
        submission_id: What its rows will say that they came with.
        key_file: The key under which identifiers of persons are hashed; None where nothing is to land.
        corrections: Those of exactly this file.
    """

    workspace: Workspace
    contracts: Contracts
    contract: Contract
    drop: Drop
    content: Path
    submission_id: str
    key_file: Path | None = None
    corrections: tuple[Correction, ...] = ()

    @property
    def name(self) -> str:
        """Name of the dropped file."""
        return self.drop.path.name


@dataclass(frozen=True)
class Examined:
    """What an examination comes to, in plain values: it crosses from one process to another."""

    findings: tuple[Finding, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    rows: dict[str, int] = field(default_factory=dict)
    synthetic_rows: dict[str, int] = field(default_factory=dict)
    columns: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    units: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    corrections: tuple[dict[str, Any], ...] = ()
    template: dict[str, str] = field(default_factory=dict)
    coverage: dict[str, dict[str, Any]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return it for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Examined":
        """Read it back."""
        findings = tuple(Finding(**item) for item in data["findings"])
        several = {"notes": tuple(data["notes"]), "corrections": tuple(data["corrections"])}
        return cls(**{**data, "findings": findings, **several})


def examine(case: Case, folder: Path) -> Examined:
    """Open, parse and check a file; its tables are written to a folder as they would land.

    Returns:
        The findings of the first stage that has any; QUERY findings come with a file that passes.
    """
    try:
        opened = _open(case)
        if other := template_findings(case.contract, case.drop, opened.template):
            return Examined(tuple(other), template=dict(opened.template))
        try:
            return _examined(case, opened, folder)
        except OtherEncoding:
            return _examined(case, reopened(case.content, case.contract.tables, opened), folder)
    except Unreadable as error:
        told = finding(error.rule, case.name, value=error.value or None, allowed=error.allowed or None)
        return Examined(findings=(told,))


def _open(case: Case) -> OpenedFile:
    if case.contract.format == "csv":
        return open_text(case.content, case.contract.tables)
    is_opendocument = case.name.lower().endswith(OPENDOCUMENT)
    return open_opendocument(case.content) if is_opendocument else open_workbook(case.content)


def _examined(case: Case, opened: OpenedFile, folder: Path) -> Examined:
    examination = _Examination(case, opened, folder)
    try:
        findings = examination.run()
    except StatedBelow as below:
        examination = _Examination(case, opened, folder, below.words)
        findings = examination.run()
    if is_blocking(findings):
        return Examined(tuple(findings), opened.encoding, opened.delimiter)
    return Examined(
        findings=tuple(findings),
        encoding=opened.encoding,
        delimiter=opened.delimiter,
        rows=examination.staging.rows,
        synthetic_rows=examination.staging.synthetic_rows,
        columns=_columns(examination.located),
        units=_units(examination.located),
        template=dict(opened.template),
        notes=(
            *impersonal(word for words in examination.words.values() for word in words),
            *_hidden(examination.located),
        ),
        corrections=tuple(examination.corrected),
        coverage=examination.coverage,
    )


class StatedBelow(Exception):
    """Words below a long table state what holds for rows that were written before they were read."""

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__()
        self.words = words


class _Examination:
    """One pass over a file, and what it has gathered so far."""

    def __init__(self, case: Case, opened: OpenedFile, folder: Path, below: tuple[str, ...] = ()) -> None:
        self.case = case
        self.opened = opened
        self.below = below
        self.rows: Counter[str] = Counter()
        self.located: dict[str, Located] = {}
        self.words: dict[str, tuple[str, ...]] = {}
        self.listings = {stage: Listing() for stage in STAGES}
        self.corrected: list[dict[str, Any]] = []
        self.coverage: dict[str, dict[str, Any]] = {}
        self.unplaced = dict.fromkeys(case.corrections)
        control = {"_submission_id": case.submission_id, "_period": case.drop.period.code}
        key = read_key(case.key_file) if case.key_file else None
        self.staging = Staging(folder, case.contract, control, key)

    def run(self) -> list[Finding]:
        """Go through the stages; returns the findings of the first that refuses the file, or the queries of all."""
        case = self.case
        self._locate()
        known, absent = read_known(case.workspace, case.contracts, case.contract, case.drop.period, case.name)
        if self.located:
            self._read_all(known)
        self._finish_structure()
        titles = [words[0] for words in self.words.values() if words]
        stages: tuple[Callable[[], list[Finding]], ...] = (
            self.listings["structure"].told,
            lambda: period_findings(case.contract, case.drop, titles),
            self.listings["cells"].told,
            lambda: [*self._keys(), *unfilled_findings(self._staged())],
            lambda: absent,
            lambda: [*self.listings["references"].told(), *self._coverage(known)],
        )
        for stage in stages:
            found = stage()
            if is_blocking(found):
                return found
        return self._questions(known)

    def _locate(self) -> None:
        case, structure = self.case, self.listings["structure"]
        sheets = _assign(case.contract, self.opened)
        for item in _unknown_sheets(case.contract, self.opened, sheets, case.name):
            structure.add([item])
        for table in case.contract.tables:
            sheet = sheets.get(table.name)
            if sheet is None and table.may_be_absent:
                continue
            if sheet is None:
                there = "、".join(other.name or "" for other in self.opened.sheets)
                structure.add([finding("S01_SHEET_MISSING", case.name, value=there, allowed=table.sheet)])
                continue
            located, groups = find_table(sheet, table, case.name)
            for group in groups:
                structure.add(*group)
            if located is not None:
                for group in personal_columns(located):
                    structure.add(*group)
                self.located[table.name] = replace(located, corrections=self._of_sheet(sheet))
                self.words[table.name] = (*located.words, *self.below)

    def _of_sheet(self, sheet: Sheet) -> tuple[Correction, ...]:
        """Return the corrections of a sheet; one that names none is of the file's only table."""
        is_only = len(self.case.contract.tables) == 1
        return tuple(
            one for one in self.case.corrections if one.sheet == sheet.name or (one.sheet is None and is_only)
        )

    def _note_corrections(self, name: str, rows: ReadRows) -> None:
        fields = rows.located.fields()
        for one in (*rows.applied, *rows.unexpected):
            self.unplaced.pop(one, None)
        for one in rows.applied:
            column = rows.table.column(fields[one.column])
            where = {"table": name, "field": column.name, "header": column.header}
            told = one.as_applied(is_shown=column.classification is None)
            self.corrected.append({**told, **where, "sheet": rows.located.sheet.name})

    def _read_all(self, known: Known) -> None:
        try:
            for read, groups in self._rounds(known):
                for stage, found in groups:
                    self.listings[stage].add(*found)
                for name, rows in read.items():
                    self._note_corrections(name, rows)
                    self._write(name, rows)
        finally:
            self.staging.close()

    def _write(self, name: str, rows: ReadRows) -> None:
        before, words = self.words[name], (*self.words[name], *rows.rows.words)
        if self.rows[name] and any(stated(before, label) != stated(words, label) for label in CODES):
            raise StatedBelow(rows.rows.words)
        self.words[name] = words
        self.rows[name] += len(rows)
        if not statement_findings(rows.located, words):
            self.staging.write(rows, words)

    def _rounds(self, known: Known) -> Iterator[tuple[dict[str, ReadRows], list[tuple[str, Any]]]]:
        """Yield all tables' rows, piece by piece and in order; pieces are parsed ahead, some at the same time."""
        names = list(self.located)
        pieces = zip(
            *(one.sheet.pieces(one.header.end, one.unique) for one in self.located.values()), strict=True
        )
        waiting: deque[Future[Any]] = deque()
        with ThreadPoolExecutor(WORKERS) as pool:
            for group in pieces:
                waiting.append(pool.submit(self._round, names, [piece.block for piece in group], known))
                if len(waiting) > WORKERS:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _round(
        self, names: list[str], parse: list[Callable[[], Block]], known: Known
    ) -> tuple[dict[str, ReadRows], list[tuple[str, Any]]]:
        read: dict[str, ReadRows] = {}
        found: list[tuple[str, Any]] = []
        for name, block in zip(names, parse, strict=True):
            read[name], groups = read_rows(self.located[name], block())
            found += [(stage, group) for stage, listed in groups.items() for group in listed]
            found += [("cells", group) for group in personal_groups(read[name])]
        found += [("references", group) for group in check_references(self.case.contract, read, known)]
        return read, found

    def _finish_structure(self) -> None:
        structure = self.listings["structure"]
        self.listings["cells"].add(unplaced_findings(tuple(self.unplaced), self.case.name))
        for name, located in self.located.items():
            words, sheet = self.words[name], located.sheet.name
            for item in (
                *statement_findings(located, words),
                *personal_words(words, self.case.name, sheet),
            ):
                structure.add([item])
            least, rows = located.table.min_rows, self.rows[name]
            if rows < least:
                told = finding("S07_TOO_FEW_ROWS", self.case.name, sheet=sheet, value=rows, allowed=least)
                structure.add([told])

    def _staged(self) -> list[StagedTable]:
        return [self.staging.table(located) for located in self.located.values()]

    def _keys(self) -> list[Finding]:
        listing = Listing()
        for group in duplicate_keys(self._staged()):
            listing.add(*group)
        return listing.told()

    def _coverage(self, known: Known) -> list[Finding]:
        return [item for table in self._staged() for item in missing_units(table, known)]

    def _questions(self, known: Known) -> list[Finding]:
        case = self.case
        if case.contract.serves:
            return self.listings["plausibility"].told()
        earlier = Earlier(case.workspace, case.contract, case.drop.period)
        asked = self.listings["plausibility"].told()
        found, coverage = questions(self._staged(), earlier, known, case.contracts, asked)
        self.coverage = {name: asdict(one) for name, one in coverage.items()}
        return found


def _columns(located: Mapping[str, Located]) -> dict[str, dict[str, dict[str, Any]]]:
    return {
        name: {
            field_name: {"header": place.header, "column": place.column, "sheet": one.sheet.name}
            for field_name, place in one.places().items()
        }
        for name, one in located.items()
    }


def _units(located: Mapping[str, Located]) -> dict[str, dict[str, dict[str, Any]]]:
    return {
        name: {field_name: unit.as_dict() for field_name, unit in one.units.items()}
        for name, one in located.items()
    }


def _hidden(located: Mapping[str, Located]) -> Iterator[str]:
    """Yield a line for each sheet with rows that a reader does not see."""
    for one in located.values():
        rows = one.sheet.hidden_rows
        if rows:
            shown = "、".join(map(str, rows[:HIDDEN_SHOWN])) + ("…" if len(rows) > HIDDEN_SHOWN else "")
            yield f"隐藏行也已读取：{one.sheet.name} 第 {shown} 行（hidden rows were read too）"


def _is_filled(sheet: Sheet) -> bool:
    return any(cell.strip() for row in sheet.head for cell in row)


def _assign(contract: Contract, opened: OpenedFile) -> Mapping[str, Sheet]:
    """Return the sheet of each table: by its agreed name; for a single table also the only sheet that is filled in."""
    if contract.format == "csv":
        return {contract.tables[0].name: opened.sheets[0]}
    by_name = {(sheet.name or "").strip(): sheet for sheet in opened.sheets}
    found = {table.name: by_name[table.sheet] for table in contract.tables if table.sheet in by_name}
    filled = [sheet for sheet in opened.sheets if _is_filled(sheet)]
    if not found and len(contract.tables) == 1 and len(filled) == 1:
        found[contract.tables[0].name] = filled[0]
    return found


def _unknown_sheets(
    contract: Contract, opened: OpenedFile, assigned: Mapping[str, Sheet], name: str
) -> list[Finding]:
    used = [id(sheet) for sheet in assigned.values()]
    agreed = "、".join(table.sheet for table in contract.tables)
    return [
        finding("S11_SHEET_UNKNOWN", name, sheet=sheet.name, value=sheet.name, allowed=agreed)
        for sheet in opened.sheets
        if id(sheet) not in used and _is_filled(sheet) and (sheet.name or "").strip() not in SHEETS_FOR_PEOPLE
    ]
