"""Takes one file through the stages: structure, period, cells, keys, references. Later stages run only when earlier ones pass.

Reads the landing zone for what the file refers to and writes nothing; keeping, landing and refusing is `receive`'s work.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from orchestration.contracts import Contract, Contracts
from orchestration.foundation.workspace import Workspace
from orchestration.intake.findings import Finding, finding, is_blocking
from orchestration.intake.identify import Drop, period_findings
from orchestration.intake.references import check_references, read_known
from orchestration.intake.sheets import OpenedFile, Sheet, Unreadable
from orchestration.intake.tables import ParsedTable, check_keys, find_table, read_cells
from orchestration.intake.textfile import open_text
from orchestration.intake.workbook import open_workbook

READERS = {"xlsx": open_workbook, "csv": open_text}
# Sheets that a workbook may hold beside the agreed ones; nobody reads figures from them.
SHEETS_FOR_PEOPLE = ("说明", "填报说明", "封面", "目录")


@dataclass(frozen=True)
class Case:
    """One file to examine.

    Attributes:
        workspace: Where the accepted submissions lie that it may refer to.
        contracts: All contracts.
        contract: The one of this file.
        drop: The file's name, bureau and period.
        content: Its bytes.
    """

    workspace: Workspace
    contracts: Contracts
    contract: Contract
    drop: Drop
    content: Path


def examine(case: Case) -> tuple[OpenedFile | None, dict[str, ParsedTable], list[Finding]]:
    """Open, parse and check a file.

    Returns:
        The opened file, its tables, and the findings of the first stage that has any; QUERY findings come with the
        tables of a file that passes.
    """
    try:
        opened = READERS[case.contract.format](case.content)
    except Unreadable as error:
        name = case.drop.path.name
        return None, {}, [finding(error.rule, name, value=error.value or None, allowed=error.allowed or None)]
    parsed: dict[str, ParsedTable] = {}
    for found in _stages(case, opened, parsed):
        if is_blocking(found):
            return opened, {}, found
    return opened, parsed, [query for table in parsed.values() for query in table.queries]


def _stages(case: Case, opened: OpenedFile, parsed: dict[str, ParsedTable]) -> Iterator[list[Finding]]:
    """Yield each stage's findings; the next stage runs when it is asked for."""
    contract, drop = case.contract, case.drop
    yield _structure(contract, opened, drop.path.name, parsed)
    titles = [table.words[0] for table in parsed.values() if table.words]
    yield period_findings(contract, drop, titles)
    is_workbook = contract.format == "xlsx"
    yield [item for table in parsed.values() for item in read_cells(table, is_workbook=is_workbook)]
    yield [item for table in parsed.values() for item in check_keys(table)]
    known, absent = read_known(case.workspace, case.contracts, contract, drop.period, parsed)
    yield absent
    yield check_references(parsed, known)


def _structure(
    contract: Contract, opened: OpenedFile, name: str, parsed: dict[str, ParsedTable]
) -> list[Finding]:
    sheets = _assign(contract, opened)
    found = _unknown_sheets(contract, opened, sheets, name)
    for table in contract.tables:
        sheet = sheets.get(table.name)
        if sheet is None:
            there = "、".join(other.name or "" for other in opened.sheets)
            found.append(finding("S01_SHEET_MISSING", name, value=there, allowed=table.sheet))
            continue
        result, findings = find_table(sheet, table, name)
        found += findings
        if result is not None:
            parsed[table.name] = result
    return found


def _is_filled(sheet: Sheet) -> bool:
    return any(cell.strip() for row in sheet.head for cell in row)


def _assign(contract: Contract, opened: OpenedFile) -> Mapping[str, Sheet]:
    """Return the sheet of each table: by its agreed name; for a single table also the only sheet that is filled in."""
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
