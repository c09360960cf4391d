"""Holds values against what they refer to: the year's unit register, other accepted tables, and sheets of the same workbook."""

from dataclasses import dataclass

from orchestration.contracts import Column, Contract
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.cells import fold
from orchestration.intake.findings import Finding, finding, nearest
from orchestration.intake.ledger import accepted_column
from orchestration.intake.tables import ParsedTable

REGISTER = ("efficiency_office", "unit_register", "units")
SHOWN_MISSING = 10


@dataclass(frozen=True)
class Register:
    """The year's units: code to name, and each unit's level, as landed."""

    names: dict[str, str]
    levels: dict[str, str]


def read_register(workspace: Workspace, period: Period) -> Register | None:
    """Return the accepted register of the period's year, or None."""
    year = Period(period.year)
    columns = [
        accepted_column(workspace, *REGISTER, name, year)
        for name in ("unit_code", "unit_name_zh", "unit_level")
    ]
    if any(column is None for column in columns):
        return None
    codes, names, levels = (column or [] for column in columns)
    return Register(dict(zip(codes, names, strict=True)), dict(zip(codes, levels, strict=True)))


def needs_register(contract: Contract) -> bool:
    """Whether any column or table of the contract refers to the register."""
    return any(
        table.coverage_levels
        or any(
            c.reference and (c.reference.bureau, c.reference.dataset) == REGISTER[:2] for c in table.columns
        )
        for table in contract.tables
    )


def check_references(
    contract: Contract, parsed: dict[str, ParsedTable], register: Register | None, file: str
) -> list[Finding]:
    """Return the findings on references, code-and-name pairs and coverage over all tables of a file."""
    found: list[Finding] = []
    for table in parsed.values():
        for column in table.table.columns:
            if column.reference is not None:
                found += _unknown(contract, parsed, table, column, register, file)
        if register is not None:
            found += _pairs(table, register, file)
            found += _coverage(table, register, file)
    return found


def _known(
    contract: Contract, parsed: dict[str, ParsedTable], column: Column, register: Register | None
) -> tuple[list[str], str]:
    reference = column.reference
    if reference is None:
        raise ValueError(f"{column.name} has no reference")
    if (reference.bureau, reference.dataset) == REGISTER[:2] and register is not None:
        values = register.names if reference.column == "unit_code" else register.names.values()
        return list(values), "R01_UNKNOWN_UNIT"
    if (reference.bureau, reference.dataset) == contract.key:
        return [v for v in parsed[reference.table].columns[reference.column] if v], "R03_UNKNOWN_REFERENCE"
    raise ValueError(
        f"{contract.bureau}.{contract.dataset}.{column.name} refers to a table that intake does not hold"
    )


def _unknown(
    contract: Contract,
    parsed: dict[str, ParsedTable],
    table: ParsedTable,
    column: Column,
    register: Register | None,
    file: str,
) -> list[Finding]:
    values, rule = _known(contract, parsed, column, register)
    folded = {fold(value) for value in values}
    found = []
    for row, text in enumerate(table.columns[column.name]):
        if text is not None and fold(text) not in folded:
            near = nearest(_hint(table, row, text), [*values, *(register.names.values() if register else ())])
            found.append(finding(rule, file, **table.place(row, column.name), value=text, allowed=near))  # type: ignore[arg-type]
    return found


def _hint(table: ParsedTable, row: int, text: str) -> str:
    """Return what to look for near names by: the unit's name where the row has one, since codes look alike."""
    names = table.columns.get("unit_name_zh")
    return (names[row] if names else None) or text


def _pairs(table: ParsedTable, register: Register, file: str) -> list[Finding]:
    codes, names = table.columns.get("unit_code"), table.columns.get("unit_name_zh")
    if codes is None or names is None or table.table.column("unit_code").reference is None:
        return []
    found = []
    for row, (code, name) in enumerate(zip(codes, names, strict=True)):
        known = register.names.get(code or "")
        if known is not None and name is not None and fold(known) != fold(name):
            found.append(
                finding(
                    "R02_NAME_AND_CODE", file, **table.place(row, "unit_name_zh"), value=name, allowed=known
                )
            )  # type: ignore[arg-type]
    return found


def _coverage(table: ParsedTable, register: Register, file: str) -> list[Finding]:
    if not table.table.coverage_levels:
        return []
    delivered = set(table.columns["unit_code"])
    found = []
    for level in table.table.coverage_levels:
        absent = [
            f"{register.names[code]}({code})"
            for code, unit_level in register.levels.items()
            if unit_level == level and code not in delivered
        ]
        if absent:
            more = f" 等 {len(absent)} 个" if len(absent) > SHOWN_MISSING else ""
            found.append(
                finding(
                    "R04_COVERAGE",
                    file,
                    sheet=table.sheet,
                    value="、".join(absent[:SHOWN_MISSING]) + more,
                    allowed=level,
                )
            )
    return found
